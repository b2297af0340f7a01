package org.otvet.server.outbound;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind {@link Outbound}. */
@Component
class OutboundStore {

    private final JdbcClient sql;

    OutboundStore(JdbcClient sql) {
        this.sql = sql;
    }

    Map<UUID, OutboundRules> rules() {
        Map<UUID, OutboundRules> all = new HashMap<>();
        sql.sql("select * from outbound_rules")
                .query((row, n) -> Map.entry(row.getObject("project_id", UUID.class), rules(row)))
                .list()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    private static OutboundRules rules(ResultSet row) throws SQLException {
        return new OutboundRules(
                row.getString("country"),
                row.getBoolean("own_number"),
                row.getString("caller_number"),
                Set.of(texts(row.getArray("countries"))),
                List.of(texts(row.getArray("allowed"))),
                List.of(texts(row.getArray("blocked"))),
                new OutboundRules.Hours(
                        Arrays.stream((Integer[]) row.getArray("days").getArray())
                                .map(DayOfWeek::of)
                                .collect(Collectors.toSet()),
                        row.getObject("from_time", LocalTime.class),
                        row.getObject("to_time", LocalTime.class),
                        ZoneId.of(row.getString("zone"))),
                new OutboundRules.Limits(
                        row.getInt("agent_calls"), row.getInt("agent_minutes"), row.getLong("agent_cost_micros")),
                new OutboundRules.Limits(
                        row.getInt("project_calls"), row.getInt("project_minutes"), row.getLong("project_cost_micros")),
                row.getInt("longest_seconds"));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    List<Route> routes() {
        return sql.sql("select * from trunk_route order by trunk_id, prefix")
                .query((row, n) -> new Route(
                        row.getObject("id", UUID.class),
                        row.getObject("trunk_id", UUID.class),
                        row.getString("prefix"),
                        row.getInt("strip"),
                        row.getString("add_digits"),
                        row.getLong("cost_micros")))
                .list();
    }

    void save(UUID projectId, OutboundRules rules) {
        sql.sql("""
                insert into outbound_rules (project_id, country, own_number, caller_number, countries, allowed, blocked,
                    days, from_time, to_time, zone, agent_calls, agent_minutes, agent_cost_micros, project_calls,
                    project_minutes, project_cost_micros, longest_seconds)
                values (:project, :country, :own, :caller, :countries, :allowed, :blocked, :days::integer[], :from, :to,
                    :zone, :agentCalls, :agentMinutes, :agentCost, :projectCalls, :projectMinutes, :projectCost, :longest)
                on conflict (project_id) do update set country = excluded.country, own_number = excluded.own_number,
                    caller_number = excluded.caller_number, countries = excluded.countries, allowed = excluded.allowed,
                    blocked = excluded.blocked, days = excluded.days, from_time = excluded.from_time,
                    to_time = excluded.to_time, zone = excluded.zone, agent_calls = excluded.agent_calls,
                    agent_minutes = excluded.agent_minutes, agent_cost_micros = excluded.agent_cost_micros,
                    project_calls = excluded.project_calls, project_minutes = excluded.project_minutes,
                    project_cost_micros = excluded.project_cost_micros, longest_seconds = excluded.longest_seconds
                """)
                .param("project", projectId)
                .param("country", rules.country())
                .param("own", rules.ownNumber())
                .param("caller", rules.callerNumber())
                .param("countries", rules.countries().stream().sorted().toArray(String[]::new))
                .param("allowed", rules.allowed().toArray(String[]::new))
                .param("blocked", rules.blocked().toArray(String[]::new))
                .param(
                        "days",
                        rules.hours().days().stream()
                                .sorted()
                                .map(day -> String.valueOf(day.getValue()))
                                .toArray(String[]::new))
                .param("from", rules.hours().from())
                .param("to", rules.hours().to())
                .param("zone", rules.hours().zone().getId())
                .param("agentCalls", rules.agent().calls())
                .param("agentMinutes", rules.agent().minutes())
                .param("agentCost", rules.agent().costMicros())
                .param("projectCalls", rules.project().calls())
                .param("projectMinutes", rules.project().minutes())
                .param("projectCost", rules.project().costMicros())
                .param("longest", rules.longestSeconds())
                .update();
    }

    void save(Route route) {
        sql.sql("""
                insert into trunk_route (id, trunk_id, prefix, strip, add_digits, cost_micros)
                values (:id, :trunk, :prefix, :strip, :add, :cost)
                on conflict (id) do update set trunk_id = excluded.trunk_id, prefix = excluded.prefix,
                    strip = excluded.strip, add_digits = excluded.add_digits, cost_micros = excluded.cost_micros
                """)
                .param("id", route.id())
                .param("trunk", route.trunkId())
                .param("prefix", route.prefix())
                .param("strip", route.strip())
                .param("add", route.add())
                .param("cost", route.costMicros())
                .update();
    }

    void remove(Route route) {
        sql.sql("delete from trunk_route where id = :id")
                .param("id", route.id())
                .update();
    }

    List<Outbound.Used> used(LocalDate day) {
        return sql.sql("select project_id, agent_id, calls, ms, cost_micros from outbound_spent where day = :day")
                .param("day", day)
                .query((row, n) -> new Outbound.Used(
                        row.getObject("project_id", UUID.class),
                        row.getObject("agent_id", UUID.class),
                        new Spent(row.getLong("calls"), row.getLong("ms"), row.getLong("cost_micros"))))
                .list();
    }
}
