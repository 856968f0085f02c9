<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>brera::widgets::ProbePage</name>
    <message numerus="yes">
        <source>%n unit(s) switched off</source>
        <translation>
            <numerusform>%n unit switched off</numerusform>
            <numerusform>%n units switched off</numerusform>
        </translation>
    </message>
</context>
</TS>
