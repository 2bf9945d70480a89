/** What models offer to those who run them, and running them at once. */
@NullMarked
package triptych.core.model;

import org.jspecify.annotations.NullMarked;
