/** Tokenizers, opened from a checkpoint folder. */
@NullMarked
package triptych.text.token;

import org.jspecify.annotations.NullMarked;
