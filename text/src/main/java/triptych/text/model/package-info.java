/** Text Transformers: what families have in common. */
@NullMarked
package triptych.text.model;

import org.jspecify.annotations.NullMarked;
