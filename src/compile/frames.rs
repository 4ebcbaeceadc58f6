//! The one way to change the items of a finished page in their places.

use typst::layout::{Frame, FrameItem};

/// Shows every item of a frame, with its number, to be changed. Those of groups inside are not shown.
pub(super) fn change(frame: &mut Frame, mut act: impl FnMut(usize, &mut FrameItem)) {
    let mut number = 0;
    frame.retain(|item| {
        act(number, item);
        number += 1;
        true
    });
}
