//! The curves as a table of comma-separated values (RFC 4180).

use crate::app::history::History;

/// One row for every step that was measured or has a batch loss.
pub fn curves(history: &History) -> String {
    let mut lines = String::from(
        "step,epoch,train_loss,test_loss,train_accuracy,test_accuracy,learning_rate,batch_loss,generator_batch_loss\n",
    );
    let measured = history.measurements();
    let (mut measured, mut losses) = (measured.iter().peekable(), history.losses().iter().peekable());
    while let Some(step) = measured.peek().map(|m| m.step).into_iter().chain(losses.peek().map(|l| l.step)).min() {
        let metrics = measured.next_if(|metrics| metrics.step == step);
        let loss = losses.next_if(|loss| loss.step == step);
        let columns = [
            cell(metrics.map(|metrics| metrics.epoch)),
            cell(metrics.map(|metrics| metrics.train_loss)),
            cell(metrics.map(|metrics| metrics.test_loss)),
            cell(metrics.and_then(|metrics| metrics.train_accuracy)),
            cell(metrics.and_then(|metrics| metrics.test_accuracy)),
            cell(metrics.map(|metrics| metrics.learning_rate)),
            cell(loss.and_then(|loss| loss.loss)),
            cell(loss.and_then(|loss| loss.generator)),
        ];
        lines.extend([step.to_string().as_str(), ",", &columns.join(","), "\n"]);
    }
    lines
}

/// A number, or an empty field.
fn cell(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
