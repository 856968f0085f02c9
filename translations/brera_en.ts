<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>brera::gui::DescribingController</name>
        <message numerus="yes">
            <source>%Ln unit(s) described</source>
            <translation>
                <numerusform>%Ln unit described</numerusform>
                <numerusform>%Ln units described</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without exemplars</source>
            <translation>
                <numerusform>%Ln without exemplars</numerusform>
                <numerusform>%Ln without exemplars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::gui::MainWindow</name>
        <message numerus="yes">
            <source>%n layer(s)</source>
            <translation>
                <numerusform>%n layer</numerusform>
                <numerusform>%n layers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ReportController</name>
        <message numerus="yes">
            <source>, %Ln image(s) could not be read</source>
            <translation>
                <numerusform>, %Ln image could not be read</numerusform>
                <numerusform>, %Ln images could not be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ComparePage</name>
        <message numerus="yes">
            <source>%Ln images are in both.</source>
            <translation>
                <numerusform>%Ln image is in both.</numerusform>
                <numerusform>%Ln images are in both.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::LayerModel</name>
        <message numerus="yes">
            <source>%n unit(s), maps of %1 × %2</source>
            <translation>
                <numerusform>%n unit, maps of %1 × %2</numerusform>
                <numerusform>%n units, maps of %1 × %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ProbeSide</name>
        <message numerus="yes">
            <source>%n switched off</source>
            <translation>
                <numerusform>%n switched off</numerusform>
                <numerusform>%n switched off</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SetsPanel</name>
        <message numerus="yes">
            <source>%Ln images</source>
            <translation>
                <numerusform>%Ln image</numerusform>
                <numerusform>%Ln images</numerusform>
            </translation>
        </message>
    </context>
</TS>
