/** Pictures: safe decoding, resampling, and the tensors that models read. */
@NullMarked
package triptych.vision.image;

import org.jspecify.annotations.NullMarked;
