/** One class per architecture of vision Transformer. */
@NullMarked
package triptych.vision.family;

import org.jspecify.annotations.NullMarked;
