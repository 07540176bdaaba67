### The words of the lesson `autoencoder`.

lesson-autoencoder-title = Autoencoder: a narrow code
lesson-autoencoder-summary = Compress a digit into a few numbers, then reconstruct it from them.
lesson-autoencoder-idea = An encoder compresses the 784 grey values of a digit into a few numbers, the latent code. A decoder, which mirrors the encoder, has to reconstruct the digit from the code alone. Nobody says which digit it is: the target is the input itself. So the code must keep what tells digits apart, and digits that look alike get codes that lie close together.
lesson-autoencoder-look = within { $steps } steps the blurs under the test digits turn into the digits themselves, with 32 numbers each instead of 784. With a code of 2, the map separates into one region per digit.
lesson-autoencoder-try-1 = Press play and wait until the test loss falls below 0.02.
lesson-autoencoder-try-2 = Choose a reconstruction with a large error, larger than most of those beside it, and look at its code.
lesson-autoencoder-try-3 = Choose the example with a code of 2 and train it.
lesson-autoencoder-try-4 = Drag the ring from a 1 to a 0. Which digits does it pass through?
lesson-autoencoder-try-5 = Switch denoising on and train. The reconstructions have no noise, though nothing tells the network which pixels are noise.
lesson-autoencoder-question = Guess first: with 2 numbers for each digit, which digits does the network mix up?
lesson-autoencoder-saw = Most often 4 with 9, 3 with 5, and 7 with 9: their regions on the map overlap, and there the decoder makes a blend of them. With 32 numbers the error after five passes is about a fifth of that with 2.

preset-autoencoder-code32 = 32 numbers
    .help = 784 → 128 → 32 → 128 → 784. After five passes the mean squared error on test digits is below 0.008.
preset-autoencoder-code2 = 2 numbers, a map
    .help = 784 → 128 → 64 → 2 → 64 → 128 → 784 with tanh. After five passes the mean squared error is below 0.042. Every digit is a point of a plane; drag the ring to see what lies between.
    .look = within { $steps } steps the colours on the map begin to separate into regions, and what is decoded at the ring becomes a digit. The reconstructions stay blurred: two numbers are not much.
preset-autoencoder-denoise = Denoising
    .help = The network is given digits with 30 % of the pixels replaced by black or white at random, and learns to reconstruct the clean digits.
    .look = within { $steps } steps the reconstructions are free of noise, though the network is never told which pixels were replaced.

rebuilt-digit = Test digit { $index }, a { $label }: rebuilt with a mean squared error of { $error }
rebuilt-legend-original = top: the test digit
rebuilt-legend-corrupted = middle: with noise, as the network is given it
rebuilt-legend-rebuilt = bottom: reconstructed from its code
rebuilt-legend-error = number: mean squared error

codes-heading = The code · { $units } units
codes-grid = decoded places
codes-across = across
codes-up = up
codes-at = { $across } { $x }, { $up } { $y }. Escape goes back to the digit.
codes-of-digit = The code of test digit { $digit }. Drag the ring, or point anywhere.
codes-keys = Arrow keys move the ring, with Shift in larger steps. Escape takes it back to the digit’s own code.
codes-back = Back to the digit
codes-decoded = What the decoder makes of the code at the ring
codes-numbers = The code at the ring: { $numbers }
codes-legend-figures = each figure: a test digit at its code
codes-legend-ring = ring: the code that is decoded beside the map
codes-legend-others = other units stay as in the chosen test digit
codes-alt = { $count } test digits on the map of the code, { $across } from { $left } to { $right }, { $up } from { $bottom } to { $top }. On average they lie like this: { $digits }. The ring is at { $x }, { $y }.
codes-alt-digit = { $digit } at { $x }, { $y }
