/** Running what is written against the operations: at once, or as a recorded program. */
@NullMarked
package triptych.core.run;

import org.jspecify.annotations.NullMarked;
