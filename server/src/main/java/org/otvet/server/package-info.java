@NullMarked
package org.otvet.server;

import org.jspecify.annotations.NullMarked;
