/** What an operator may set: a YAML file, read into records, and the table that documents it. */
@NullMarked
package triptych.service.settings;

import org.jspecify.annotations.NullMarked;
