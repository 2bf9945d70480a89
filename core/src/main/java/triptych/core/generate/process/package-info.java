/** Rules that change a row's scores before a token is chosen: the reference's processors and warpers. */
@NullMarked
package triptych.core.generate.process;

import org.jspecify.annotations.NullMarked;
