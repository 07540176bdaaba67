### The words of the lesson `digits`.

lesson-digits-title = Digits: read handwriting
lesson-digits-summary = 784 grey values in, ten probabilities out.
lesson-digits-idea = A digit is 784 grey values. Each of 128 units weighs all of them, and ten outputs turn the result into probabilities that add up to 1. Training raises the probability of the true digit by changing every weight a little.
lesson-digits-look = after { $steps } steps, one pass over all digits, between 95 and 96 of 100 test digits are classified correctly. The first layer’s weight images turn from noise into strokes.
lesson-digits-try-1 = Press play and wait until test accuracy reaches 90 %.
lesson-digits-try-2 = Pick a digit that is marked as wrong and see which units respond to it.
lesson-digits-try-3 = Set dropout to 0 and train again. Watch the gap between the two curves.
lesson-digits-question = Guess first: after one pass over 60 000 digits, how many of 100 new ones does it classify correctly?
lesson-digits-saw = Between 95 and 96 of 100 after one pass, and between 97 and 98 after five. Many of those it gets wrong are hard for people, too.

preset-digits-article = The article’s network
    .help = 784 → 128 ReLU → dropout 20 % → 10 softmax; cross-entropy, Adam with learning rate 0.001, batches of 32. After five passes at least 97.3 of 100 test digits are classified correctly.
