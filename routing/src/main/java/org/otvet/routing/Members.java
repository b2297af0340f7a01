package org.otvet.routing;

import java.util.Arrays;

/** The agents of a queue by their index in the {@link Roster}, in the order they came. */
final class Members {

    private int[] indices = new int[4];
    private int size;

    int size() {
        return size;
    }

    int get(int place) {
        return indices[place];
    }

    void add(Agent agent) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, 2 * size);
        }
        indices[size++] = agent.index;
    }

    void remove(Agent agent) {
        for (int i = 0; i < size; i++) {
            if (indices[i] == agent.index) {
                System.arraycopy(indices, i + 1, indices, i, --size - i);
                return;
            }
        }
    }
}
