### The words of the lesson `boundary`.

lesson-boundary-title = Boundary: draw the line
lesson-boundary-summary = Layers of straight edges bend into whatever shape the data needs.
lesson-boundary-idea = Each unit draws one straight edge across the plane and measures how far a point lies beyond it. The next layer adds such edges up and bends them into shapes. Training changes every weight a little, again and again, so that the error gets smaller.
lesson-boundary-look = within { $steps } steps the decision boundary settles between the two colours of points, and so does the test loss. Then see in the network which unit drew which edge.
lesson-boundary-try-1 = Press play and watch the loss fall to half of where it began.
lesson-boundary-try-2 = With the circle, remove a hidden layer and train again. Can it still close the ring?
lesson-boundary-try-3 = Choose the thickest link, turn its sign around, and see what breaks.
lesson-boundary-question = Guess first: with one hidden layer, what is the smallest number of units that can solve the circle?
lesson-boundary-saw = Three edges can close a loop around the middle, so three units are enough: they put more than 95 % of the test points on the correct side. With two, the blue region stays open on one side, and it is less than 90 %.

preset-boundary-circle = Circle
    .help = Two classes, one around the other; two hidden layers of 4 and 3 tanh units, Adam.
preset-boundary-numpy = Written by hand
    .help = The classic two-layer perceptron, as written out in a few lines of numpy: 4 sigmoid units, a sigmoid output, mean squared error, gradient descent on all training points at once.
    .look = within { $steps } steps the boundary closes around the middle. Every step uses all 250 training points, so the loss falls smoothly; sigmoids have small slopes, so it takes a while.
