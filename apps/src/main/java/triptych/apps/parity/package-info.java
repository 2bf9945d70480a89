/** Checking of checkpoints against recorded answers of the reference. */
@NullMarked
package triptych.apps.parity;

import org.jspecify.annotations.NullMarked;
