/** Models that join a vision and a text Transformer. */
@NullMarked
package triptych.fusion;

import org.jspecify.annotations.NullMarked;
