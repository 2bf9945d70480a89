/** Vision Transformers: what families have in common. */
@NullMarked
package triptych.vision.model;

import org.jspecify.annotations.NullMarked;
