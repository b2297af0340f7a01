/**
 * Two-channel recordings: sound placed by its time, one writer for all files, files that stay playable when the process
 * is killed.
 */
@NullMarked
package org.otvet.switchboard.recording;

import org.jspecify.annotations.NullMarked;
