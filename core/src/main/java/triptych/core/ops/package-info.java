/** What a Transformer block may do, and the execution that does it at once. */
@NullMarked
package triptych.core.ops;

import org.jspecify.annotations.NullMarked;
