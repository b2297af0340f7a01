package org.otvet.switchboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.otvet.switchboard", importOptions = DoNotIncludeTests.class)
class WallsTest {

    @ArchTest
    static final ArchRule signallingKnowsNoMedia = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.otvet.switchboard.sip..", "org.otvet.switchboard.registrar..", "org.otvet.switchboard.guard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.otvet.switchboard.media..",
                    "org.otvet.switchboard.rtp..",
                    "org.otvet.switchboard.sdp..",
                    "org.otvet.switchboard.webrtc..",
                    "org.otvet.switchboard.recording..");

    @ArchTest
    static final ArchRule mediaKnowsNoSignalling = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.otvet.switchboard.media..",
                    "org.otvet.switchboard.rtp..",
                    "org.otvet.switchboard.sdp..",
                    "org.otvet.switchboard.webrtc..",
                    "org.otvet.switchboard.codec..",
                    "org.otvet.switchboard.prompt..",
                    "org.otvet.switchboard.recording..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.otvet.switchboard.sip..", "org.otvet.switchboard.registrar..");

    @ArchTest
    static final ArchRule exchangeKnowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.otvet.server..", "javax.sip..");

    @ArchTest
    static final ArchRule formatsKnowNoLegs = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.otvet.switchboard.rtp..", "org.otvet.switchboard.sdp..", "org.otvet.switchboard.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.otvet.switchboard.media..", "org.otvet.switchboard");

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("org.otvet.switchboard.(*)..").should().beFreeOfCycles();
}
