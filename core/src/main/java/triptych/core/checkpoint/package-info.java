/** Reading of published checkpoint folders. */
@NullMarked
package triptych.core.checkpoint;

import org.jspecify.annotations.NullMarked;
