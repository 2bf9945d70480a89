/** The command line. */
@NullMarked
package triptych.apps.cli;

import org.jspecify.annotations.NullMarked;
