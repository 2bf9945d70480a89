/** Routes and what stands around them. */
@NullMarked
package triptych.service.http;

import org.jspecify.annotations.NullMarked;
