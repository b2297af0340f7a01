package org.otvet.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The smallest of many, where each knows its own place, so any can be taken out. What is added in order, as the waiting and
 * the idle mostly are, costs one comparison.
 */
final class Heap<T extends Heap.Node> {

    /** Ordered by {@code first}, then {@code second}, then {@code turn}, which no two share. In one heap at a time. */
    abstract static class Node {
        private static final int NOWHERE = -1;

        long first;
        long second;
        long turn;
        private int at = NOWHERE;

        boolean placed() {
            return at != NOWHERE;
        }

        boolean before(Node other) {
            if (first != other.first) {
                return first < other.first;
            }
            return second != other.second ? second < other.second : turn < other.turn;
        }
    }

    private Node[] nodes = new Node[4];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    T get(int place) {
        return (T) nodes[place];
    }

    T first() {
        return get(0);
    }

    List<T> all() {
        List<T> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(get(i));
        }
        return all;
    }

    /** How many come before {@code other}, which need not be here; looks at all. */
    int countBefore(Node other) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (nodes[i] != other && nodes[i].before(other)) {
                count++;
            }
        }
        return count;
    }

    void add(T node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        rise(node, size++);
    }

    @SuppressWarnings("NullAway")
    void remove(T node) {
        int place = ((Node) node).at;
        Node last = nodes[--size];
        nodes[size] = null;
        ((Node) node).at = Node.NOWHERE;
        if (last != node) {
            if (place > 0 && last.before(nodes[(place - 1) / 2])) {
                rise(last, place);
            } else {
                sink(last, place);
            }
        }
    }

    /** The first in order that passes, of the first {@code limit}; null if none does. */
    @Nullable
    T firstOf(int limit, Predicate<T> test) {
        T found = null;
        List<T> taken = new ArrayList<>();
        while (found == null && size > 0 && taken.size() < limit) {
            T next = first();
            if (test.test(next)) {
                found = next;
            } else {
                remove(next);
                taken.add(next);
            }
        }
        taken.forEach(this::add);
        return found;
    }

    private void rise(Node node, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!node.before(nodes[parent])) {
                break;
            }
            put(nodes[parent], place);
            place = parent;
        }
        put(node, place);
    }

    private void sink(Node node, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && nodes[child + 1].before(nodes[child])) {
                child++;
            }
            if (!nodes[child].before(node)) {
                break;
            }
            put(nodes[child], place);
            place = child;
        }
        put(node, place);
    }

    private void put(Node node, int place) {
        nodes[place] = node;
        node.at = place;
    }
}
