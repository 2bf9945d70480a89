/** Transformer blocks, written once against the operations. */
@NullMarked
package triptych.core.nn;

import org.jspecify.annotations.NullMarked;
