package org.otvet.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otvet.server.OtvetServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OtvetServerTest
class StartTest {

    @Autowired
    JdbcClient sql;

    @Test
    void hasAMigratedDatabaseOfVersion18() {
        assertThat(sql.sql("show server_version").query(String.class).single()).startsWith("18");
        assertThat(sql.sql("select count(*) from flyway_schema_history where success")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(sql.sql("select upper('очередь')").query(String.class).single())
                .isEqualTo("ОЧЕРЕДЬ");
    }
}
