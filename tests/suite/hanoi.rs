use super::pdf::*; use super::tool::*;
#[test] fn dump() {
    let f = Folder::empty(); let o = f.file("h.pdf");
    run(&["build", project("data/examples/hanoi").to_str().unwrap(), "-o", o.to_str().unwrap()]).exits(0);
    let p = Printed::open(&o);
    for (n, t) in p.texts().iter().enumerate() { println!("== {} [{}] {}\n{}", n+1, t.artifacts, t.unreadable, t.body); }
    println!("{:?} {:?} {} {}", p.language(), p.title(), p.is_tagged(), p.shows_title());
    println!("{:?}", p.counts());
    println!("{:?}", p.outline()); println!("{:?}", p.embedded());
    for l in p.links().iter().take(30) { println!("{l:?}"); }
    for e in p.structure().iter().take(40) { println!("{e:?}"); }
    let t = std::time::Instant::now();
    for n in 1..=p.page_count() { let i = p.picture(n, 0.25); println!("{n} {}x{} {:.4}", i.width, i.height, i.ink); }
    println!("{:?}", t.elapsed());
    println!("{:?} {:?} {:?}", p.claim("pdfuaid:part"), p.claim("pdfaid:part"), p.claim("pdfaid:conformance"));
}
