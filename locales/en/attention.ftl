### The words of the lesson `attention`.

lesson-attention-title = Attention: who looks where
lesson-attention-summary = Every token asks a question, and every other token may answer.
lesson-attention-idea = Every token asks a question (a query), and carries a label to be found by (a key) and something to pass on (a value). How well a query matches a key decides how much of that value a token takes in. These shares are the rows of the matrix; each sums to 1. Several heads look for different things at the same time.
lesson-attention-look = within { $steps } steps, and long before the end, all answers are right, and the matrix turns from an even wash into a line from corner to corner: to reverse, the first token must look at the last.
lesson-attention-try-1 = With the example “Reverse”, press play and wait until 99 % of the answers are right.
lesson-attention-try-2 = Go to another test sequence, then point at its tokens. Where do they look?
lesson-attention-try-3 = With the task “Reverse”, set positions to none and train. All the tokens are there, but the network cannot tell where they stood.
lesson-attention-try-4 = With the task “Reverse”, switch the causal mask on and train. Which half of the answers remains a guess?
lesson-attention-question = Guess first: with the causal mask on, how many of ten tokens of a reversal can be right?
lesson-attention-saw = Five, and one guess in ten of the others: about 55 % in all. Each token sees only itself and those before it, and the first half of a reversal lies in the second half of the input. Without positions it is worse, less than 30 %: the network knows which tokens there are, but not where, and equal tokens get equal answers.

preset-attention-reverse = Reverse
    .help = Ten letters, to be repeated backwards. One block with two heads is enough: only positions matter.
preset-attention-sort = Sort
    .help = Ten digits, smallest first. Where a digit goes depends on all the others, so two blocks work together. About 99.7 % of the digits are right after 1 000 steps.
    .look = within { $steps } steps nearly all digits are right. Page through the sequences: each has its own pattern, because where to look depends on the digits and not on their positions.
preset-attention-recall = Recall
    .help = The first of twenty tokens has to be recalled at the end. The last token looks straight at it, however far back it lies.
    .look = within { $steps } steps all answers are right. Only the last token has to answer, and its row in the matrix turns into one dark cell: the first token.
preset-attention-article = The article’s classifier
    .help = 100 whole numbers as tokens, embedding, self-attention with 8 heads and a width of 64, dropout of 10 %, softmax. One number below 10 hides among the first ten; it is the class. About 250 steps are enough, each of them about thirty times the work of a step of “Reverse”.
    .look = within { $steps } steps nearly all answers are right. In some heads a single column stands out: all look at the number below 10, wherever it hides.

## The attention panel

attention-head = Block { $block }, head { $head }
attention-heads = Heads
attention-from = from
attention-to = to
attention-look = Place { $from-place } ({ $from }) gives { $share } of its attention to place { $to-place } ({ $to })
attention-hint = Hover over the matrix, or focus it and use the arrow keys, to read the share in a cell.
    .touch = Tap a cell of the matrix to read its share.
attention-low = 0
attention-high = 1: all of its attention
attention-rows = Each row is a token that looks; it sums to 1.
attention-coarse = In the small pictures, each cell shows the largest share among { $step } × { $step }.
attention-plain = Every token may look at every other token, and at itself.
attention-without-positions = Without positions, equal tokens look the same wherever they stand and get the same answer, so the order of the answers cannot be learned.
attention-causal-reverse = Causal mask: nothing is seen to the right of the diagonal. The first half of a reversal stands in the second half of the input, so it cannot be known.
attention-causal-sort = Causal mask: nothing is seen to the right of the diagonal. The first answers are due before most digits are seen, so only the last one can be certain.
attention-causal = Causal mask: nothing is seen to the right of the diagonal. The last token still sees all others.
alt-attention = { $head }: a matrix of { $count } rows, one for each token. On average a token gives { $share } of its attention to a single other token.

## The tokens panel

tokens-of = { $index } of { $total }
tokens-previous = Previous sequence
tokens-next = Next sequence
tokens-token = Place { $place }: { $token }
tokens-right = Place { $place }: { $token }. Answer { $answer }, right
tokens-wrong = Place { $place }: { $token }. Answer { $answer }, wrong: it is { $truth }
tokens-score = { $right } of { $count } answers right
tokens-look = place { $to-place } ({ $to }), { $share }
tokens-one-head = For a sequence this long, only the enlarged head is known token by token. Choose another beside the matrix.
tokens-legend-order = From the top: place, token, answer, truth with ✓ or ✗
tokens-legend-shade = bluer: the chosen token gives it more of its attention
