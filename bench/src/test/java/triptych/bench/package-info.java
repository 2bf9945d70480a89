@NullMarked
package triptych.bench;

import org.jspecify.annotations.NullMarked;
