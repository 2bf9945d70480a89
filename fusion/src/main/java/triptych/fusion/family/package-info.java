/** One class per architecture that joins pictures and text. */
@NullMarked
package triptych.fusion.family;

import org.jspecify.annotations.NullMarked;
