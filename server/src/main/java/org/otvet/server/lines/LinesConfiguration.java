package org.otvet.server.lines;

import java.time.Clock;
import org.otvet.server.platform.OtvetSettings;
import org.otvet.server.platform.TlsIdentity;
import org.otvet.switchboard.EmbeddedExchange;
import org.otvet.switchboard.ExchangeSettings;
import org.otvet.switchboard.sip.SipSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

@Configuration
@EnableWebSocket
class LinesConfiguration implements WebSocketConfigurer {

    private static final int MAX_SIP_MESSAGE_BYTES = 64 * 1024;

    private final SipSocketHandler sipSockets;

    LinesConfiguration(@Lazy SipSocketHandler sipSockets) {
        this.sipSockets = sipSockets;
    }

    /** Closed by {@link ExchangeStart}, before the floor that hears its last events. */
    @Bean(destroyMethod = "")
    static EmbeddedExchange exchange(OtvetSettings settings, TlsIdentity identity) {
        return new EmbeddedExchange(
                new ExchangeSettings(
                        settings.listen(),
                        settings.sipPort(),
                        settings.rtpPorts().first(),
                        settings.rtpPorts().last(),
                        new SipSettings.Tls(settings.secured().sipPort(), identity.keys(), identity.carriers())),
                Clock.systemUTC());
    }

    @Bean
    static ServletServerContainerFactoryBean sipSocketLimits() {
        var limits = new ServletServerContainerFactoryBean();
        limits.setMaxTextMessageBufferSize(MAX_SIP_MESSAGE_BYTES);
        limits.setMaxBinaryMessageBufferSize(1024);
        return limits;
    }

    /** Only pages of our own origin may connect: that is what Spring allows when no other origin is named. */
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(sipSockets, "/sip").addInterceptors(new SipSocketHandler.SignedIn());
    }
}
