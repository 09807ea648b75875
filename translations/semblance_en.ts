<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>semblance::CollectionBar</name>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln missing</numerusform>
            <numerusform>%Ln missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::CollectionEdits</name>
    <message numerus="yes">
        <source>“%1”: %n picture(s)</source>
        <translation>
            <numerusform>“%1”: %n picture</numerusform>
            <numerusform>“%1”: %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) added to “%1”</source>
        <translation>
            <numerusform>%n picture added to “%1”</numerusform>
            <numerusform>%n pictures added to “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::CollectionsFlow</name>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln missing</numerusform>
            <numerusform>%Ln missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::CompareFlow</name>
    <message numerus="yes">
        <source>%Ln only here</source>
        <translation>
            <numerusform>%Ln only here</numerusform>
            <numerusform>%Ln only here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln moved</numerusform>
            <numerusform>%Ln moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::FailedDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be read and were left out. They are tried again when they change, and when their folder is rescanned.</source>
        <translation>
            <numerusform>%Ln file could not be read and was left out. It is tried again when it changes, and when its folder is rescanned.</numerusform>
            <numerusform>%Ln files could not be read and were left out. They are tried again when they change, and when their folder is rescanned.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::FileTasks</name>
    <message numerus="yes">
        <source>%Ln picture(s) copied to “%1”.</source>
        <translation>
            <numerusform>%Ln picture copied to “%1”.</numerusform>
            <numerusform>%Ln pictures copied to “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln got a number, since the name was taken.</source>
        <translation>
            <numerusform>%Ln got a number, since the name was taken.</numerusform>
            <numerusform>%Ln got a number, since their names were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read.</source>
        <translation>
            <numerusform>%Ln could not be read.</numerusform>
            <numerusform>%Ln could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copying %Ln picture(s)…</source>
        <translation>
            <numerusform>Copying %Ln picture…</numerusform>
            <numerusform>Copying %Ln pictures…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing %Ln sidecar(s)…</source>
        <translation>
            <numerusform>Writing %Ln sidecar…</numerusform>
            <numerusform>Writing %Ln sidecars…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::FolderPanel</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::FolderRow</name>
    <message numerus="yes">
        <source>%Ln not readable</source>
        <translation>
            <numerusform>%Ln not readable</numerusform>
            <numerusform>%Ln not readable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::GroupText</name>
    <message numerus="yes">
        <source>Also: %n copy(s)</source>
        <translation>
            <numerusform>Also: %n copy</numerusform>
            <numerusform>Also: %n copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also: %n shot(s) of a burst</source>
        <translation>
            <numerusform>Also: %n shot of a burst</numerusform>
            <numerusform>Also: %n shots of a burst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also: %n near copy(s)</source>
        <translation>
            <numerusform>Also: %n near copy</numerusform>
            <numerusform>Also: %n near copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::IndexingBar</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::MarkFlow</name>
    <message numerus="yes">
        <source>%1 · %Ln picture(s)</source>
        <translation>
            <numerusform>%1 · %Ln picture</numerusform>
            <numerusform>%1 · %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::ModelDetails</name>
    <message numerus="yes">
        <source>%1 in %Ln file(s)</source>
        <translation>
            <numerusform>%1 in %Ln file</numerusform>
            <numerusform>%1 in %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::ModelWording</name>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about a minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about an hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln different picture(s)</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>All %Ln different pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::PhotoActions</name>
    <message numerus="yes">
        <source>%n picture(s) copied</source>
        <translation>
            <numerusform>%n picture copied</numerusform>
            <numerusform>%n pictures copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n path copied</numerusform>
            <numerusform>%n paths copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::PhotoListModel</name>
    <message numerus="yes">
        <source>%Ln copies folded</source>
        <translation>
            <numerusform>%Ln copy folded</numerusform>
            <numerusform>%Ln copies folded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) higher than in the other answer</source>
        <translation>
            <numerusform>%Ln place higher than in the other answer</numerusform>
            <numerusform>%Ln places higher than in the other answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) lower than in the other answer</source>
        <translation>
            <numerusform>%Ln place lower than in the other answer</numerusform>
            <numerusform>%Ln places lower than in the other answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::QueryBar</name>
    <message numerus="yes">
        <source>A query holds up to %n reference picture(s). Take one out first.</source>
        <translation>
            <numerusform>A query holds up to %n reference picture. Take it out first.</numerusform>
            <numerusform>A query holds up to %n reference pictures. Take one out first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A query holds up to %n marked picture(s). Take some out first.</source>
        <translation>
            <numerusform>A query holds %n marked picture at most. Take it out first.</numerusform>
            <numerusform>A query holds up to %n marked pictures. Take some out first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::QueryText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) more or less like it</source>
        <translation>
            <numerusform>%n picture more or less like it</numerusform>
            <numerusform>%n pictures more or less like it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SettingsDialog</name>
    <message numerus="yes">
        <source>All %n core(s)</source>
        <translation>
            <numerusform>All (%n core)</numerusform>
            <numerusform>All %n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n core(s)</source>
        <translation>
            <numerusform>At most %n core</numerusform>
            <numerusform>At most %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SidePanel</name>
    <message numerus="yes">
        <source>%Ln picture(s) selected</source>
        <translation>
            <numerusform>%Ln picture selected</numerusform>
            <numerusform>%Ln pictures selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s)</source>
        <translation>
            <numerusform>in %Ln folder</numerusform>
            <numerusform>in %Ln folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SidecarDialog</name>
    <message numerus="yes">
        <source>%Ln picture(s) have no marks.</source>
        <translation>
            <numerusform>%Ln picture has no marks.</numerusform>
            <numerusform>%Ln pictures have no marks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The folder of %Ln picture(s) is not there now.</source>
        <translation>
            <numerusform>The folder of %Ln picture is not there now.</numerusform>
            <numerusform>The folders of %Ln pictures are not there now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nor can %Ln more folder(s) be written to.</source>
        <translation>
            <numerusform>Nor can %Ln more folder be written to.</numerusform>
            <numerusform>Nor can %Ln more folders be written to.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rating, label, tags and note of %Ln picture(s) are written into XMP files beside them, which other programs read. The pictures stay as they are.</source>
        <translation>
            <numerusform>Rating, label, tags and note of %Ln picture are written into an XMP file beside it, which other programs read. The picture stays as it is.</numerusform>
            <numerusform>Rating, label, tags and note of %Ln pictures are written into XMP files beside them, which other programs read. The pictures stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What other programs wrote into %Ln of them stays; the file as it was is kept beside it, with “.bak” at its end.</source>
        <translation>
            <numerusform>What other programs wrote into %Ln of them stays; the file as it was is kept beside it, with “.bak” at its end.</numerusform>
            <numerusform>What other programs wrote into %Ln of them stays; the files as they were are kept beside them, with “.bak” at their ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) written.</source>
        <translation>
            <numerusform>%Ln sidecar written.</numerusform>
            <numerusform>%Ln sidecars written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln said it all already.</source>
        <translation>
            <numerusform>%Ln said it all already.</numerusform>
            <numerusform>%Ln said it all already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be written; “%1”: %2</source>
        <translation>
            <numerusform>%Ln could not be written; “%1”: %2</numerusform>
            <numerusform>%Ln could not be written; “%1”: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::StatusLine</name>
    <message numerus="yes">
        <source>The %Ln best of %1 pictures</source>
        <translation>
            <numerusform>The %Ln best of %1 pictures</numerusform>
            <numerusform>The %Ln best of %1 pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more are still being prepared for the new model</source>
        <translation>
            <numerusform>%Ln more is still being prepared for the new model</numerusform>
            <numerusform>%Ln more are still being prepared for the new model</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln good of %1 pictures</source>
        <translation>
            <numerusform>%Ln good of %1 pictures</numerusform>
            <numerusform>%Ln good of %1 pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them folded</source>
        <translation>
            <numerusform>%Ln of them folded</numerusform>
            <numerusform>%Ln of them folded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 pictures</source>
        <translation>
            <numerusform>%Ln of %1 pictures</numerusform>
            <numerusform>%Ln of %1 pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SwatchGrid</name>
    <message numerus="yes">
        <source>%1, %Ln picture(s)</source>
        <translation>
            <numerusform>%1, %Ln picture</numerusform>
            <numerusform>%1, %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::VideoMark</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::Wording</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %Ln picture(s) were added; the rest is read when the folder is rescanned.</source>
        <translation>
            <numerusform>Stopped. %Ln picture was added; the rest is read when the folder is rescanned.</numerusform>
            <numerusform>Stopped. %Ln pictures were added; the rest is read when the folder is rescanned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) added or brought up to date.</source>
        <translation>
            <numerusform>%Ln picture added or brought up to date.</numerusform>
            <numerusform>%Ln pictures added or brought up to date.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>%Ln file could not be read.</numerusform>
            <numerusform>%Ln files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A disk went in the middle: %Ln picture(s) are still to be read when it is back.</source>
        <translation>
            <numerusform>A disk went in the middle: %Ln picture is still to be read when it is back.</numerusform>
            <numerusform>A disk went in the middle: %Ln pictures are still to be read when it is back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) to folders are not followed.</source>
        <translation>
            <numerusform>%Ln link to a folder is not followed.</numerusform>
            <numerusform>%Ln links to folders are not followed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are kept in a cloud and left alone.</source>
        <translation>
            <numerusform>%Ln picture is kept in a cloud and left alone.</numerusform>
            <numerusform>%Ln pictures are kept in a cloud and left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are saved in %1 (%2).</source>
        <translation>
            <numerusform>%Ln picture is saved in %1 (%2).</numerusform>
            <numerusform>%Ln pictures are saved in %1 (%2).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) were added.</source>
        <translation>
            <numerusform>%Ln picture was added.</numerusform>
            <numerusform>%Ln pictures were added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More is known now of %Ln picture(s).</source>
        <translation>
            <numerusform>More is known now of %Ln picture.</numerusform>
            <numerusform>More is known now of %Ln pictures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved search(es) came along.</source>
        <translation>
            <numerusform>%Ln saved search came along.</numerusform>
            <numerusform>%Ln saved searches came along.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln collection(s) came along.</source>
        <translation>
            <numerusform>%Ln collection came along.</numerusform>
            <numerusform>%Ln collections came along.</numerusform>
        </translation>
    </message>
</context>
</TS>
