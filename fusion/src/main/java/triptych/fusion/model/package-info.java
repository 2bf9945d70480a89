/** Models that join pictures and text: what families have in common. */
@NullMarked
package triptych.fusion.model;

import org.jspecify.annotations.NullMarked;
