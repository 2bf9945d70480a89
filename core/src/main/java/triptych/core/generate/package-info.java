/** Generation of token sequences with the reference's exact rules. */
@NullMarked
package triptych.core.generate;

import org.jspecify.annotations.NullMarked;
