<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Text</name>
    <message>
        <source>%1 is a folder. Name a file to export to.</source>
        <translation>%1 ist ein Ordner. Nennen Sie eine Datei, in die exportiert werden soll.</translation>
    </message>
    <message>
        <source>%1 is there already and is not an exported library. Choose another name.</source>
        <translation>%1 gibt es schon, und es ist keine exportierte Bibliothek. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The disk of the folder %1 does not answer. Try again when it does.</source>
        <translation>Der Datenträger des Ordners %1 antwortet nicht. Versuchen Sie es wieder, wenn er es tut.</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors</source>
        <translation>sie enthält kein Verzeichnis von Tensoren</translation>
    </message>
    <message>
        <source>a tensor&apos;s name is missing or occurs twice</source>
        <translation>der Name eines Tensors fehlt oder kommt zweimal vor</translation>
    </message>
    <message>
        <source>what it calls %1 is no tensor</source>
        <translation>was sie %1 nennt, ist kein Tensor</translation>
    </message>
</context>
<context>
    <name>semblance::AboutDialog</name>
    <message>
        <source>About Semblance</source>
        <translation>Über Semblance</translation>
    </message>
    <message>
        <source>The sign of Semblance</source>
        <translation>Das Zeichen von Semblance</translation>
    </message>
    <message>
        <source>Name and version</source>
        <translation>Name und Version</translation>
    </message>
    <message>
        <source>Finds pictures by a picture and a sentence. Nothing leaves this computer.</source>
        <translation>Findet Bilder mit einem Bild und einem Satz. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>Über Qt</translation>
    </message>
    <message>
        <source>Semblance is free software under the GNU General Public License, version 3 or later. It comes without any warranty. The file LICENSE holds the licence, and the folder of resources those of models and pictures.</source>
        <translation>Semblance ist freie Software unter der GNU General Public License, Version 3 oder neuer. Es kommt ohne jede Gewährleistung. Die Datei LICENSE enthält die Lizenz, der Ordner der Ressourcen die der Modelle und Bilder.</translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation>Es verwendet:</translation>
    </message>
</context>
<context>
    <name>semblance::Actions</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Rescan all folders</source>
        <translation>Alle Ordner neu &amp;einlesen</translation>
    </message>
    <message>
        <source>Files that could not be &amp;read…</source>
        <translation>Nicht &amp;lesbare Dateien …</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Einstellun&amp;gen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Sentence</source>
        <translation>&amp;Satz</translation>
    </message>
    <message>
        <source>Add &amp;reference picture…</source>
        <translation>&amp;Referenzbild hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Paste as reference</source>
        <translation>Als Referenz &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Clear the query</source>
        <translation>Anfrage &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Use as reference</source>
        <translation>Als &amp;Referenz verwenden</translation>
    </message>
    <message>
        <source>&amp;Add to the references</source>
        <translation>Zu den Referenzen &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Show &amp;large</source>
        <translation>&amp;Groß zeigen</translation>
    </message>
    <message>
        <source>&amp;Open in its program</source>
        <translation>Im zugehörigen Programm ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in the &amp;file manager</source>
        <translation>In der &amp;Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Select a&amp;ll</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>&amp;Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Smaller thumbnails</source>
        <translation>&amp;Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>&amp;Übliche Größe</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>First &amp;steps</source>
        <translation>Erste &amp;Schritte</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;About Semblance</source>
        <translation>&amp;Über Semblance</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>&amp;Bild</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle …</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Save the &amp;library as a file…</source>
        <translation>Bibliothek in Datei &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Take in a library’s file…</source>
        <translation>Bibliotheksdatei &amp;übernehmen …</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>R&amp;edo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Filters</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>Ve&amp;rlauf</translation>
    </message>
    <message>
        <source>S&amp;ave the search…</source>
        <translation>Suche s&amp;peichern …</translation>
    </message>
    <message>
        <source>&amp;Take out of the collection</source>
        <translation>Aus der Sammlung &amp;entfernen</translation>
    </message>
    <message>
        <source>Move &amp;earlier in the collection</source>
        <translation>In der Sammlung nach &amp;vorn</translation>
    </message>
    <message>
        <source>Move &amp;later in the collection</source>
        <translation>In der Sammlung nach &amp;hinten</translation>
    </message>
    <message>
        <source>Use a &amp;part as reference…</source>
        <translation>&amp;Teil als Referenz verwenden …</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>&amp;Mehr wie dieses</translation>
    </message>
    <message>
        <source>L&amp;ess like this</source>
        <translation>W&amp;eniger wie dieses</translation>
    </message>
    <message>
        <source>Add to a collectio&amp;n…</source>
        <translation>Zu Sammlung hi&amp;nzufügen …</translation>
    </message>
    <message>
        <source>Copy to folde&amp;r…</source>
        <translation>In &amp;Ordner kopieren …</translation>
    </message>
    <message>
        <source>Save a l&amp;ist…</source>
        <translation>L&amp;iste speichern …</translation>
    </message>
    <message>
        <source>Contact s&amp;heet…</source>
        <translation>Kontaktabz&amp;ug …</translation>
    </message>
    <message>
        <source>&amp;About the picture</source>
        <translation>&amp;Angaben zum Bild</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>B&amp;earbeiten</translation>
    </message>
    <message>
        <source>&amp;Two queries side by side</source>
        <translation>Z&amp;wei Anfragen nebeneinander</translation>
    </message>
    <message>
        <source>The &amp;other query</source>
        <translation>Die &amp;andere Anfrage</translation>
    </message>
    <message>
        <source>&amp;Write sidecars…</source>
        <translation>&amp;Begleitdateien schreiben …</translation>
    </message>
</context>
<context>
    <name>semblance::AddedFolder</name>
    <message>
        <source>The disk of the folder %1 is not plugged in. Its pictures stay in the library.</source>
        <translation>Der Datenträger des Ordners %1 ist nicht angeschlossen. Seine Bilder bleiben in der Bibliothek.</translation>
    </message>
    <message>
        <source>%1 is the place of a disk that is not plugged in. Add the folder when the disk is there.</source>
        <translation>%1 ist der Ort eines Datenträgers, der nicht angeschlossen ist. Fügen Sie den Ordner hinzu, wenn der Datenträger da ist.</translation>
    </message>
    <message>
        <source>%1 holds folders that were in the library by themselves: they are part of it now, and what was indexed stays.</source>
        <translation>%1 enthält Ordner, die für sich in der Bibliothek waren: Sie gehören jetzt dazu, und was indiziert war, bleibt.</translation>
    </message>
    <message>
        <source>%1 is part of %2, where it is left out: its pictures are not looked at.</source>
        <translation>%1 gehört zu %2 und wird dort ausgelassen: Seine Bilder werden nicht angesehen.</translation>
    </message>
    <message>
        <source>%1 is in the library already, as part of %2.</source>
        <translation>%1 ist schon in der Bibliothek, als Teil von %2.</translation>
    </message>
    <message>
        <source>The disk of the folder %1 does not answer. Try again when it does.</source>
        <translation>Der Datenträger des Ordners %1 antwortet nicht. Versuchen Sie es wieder, wenn er es tut.</translation>
    </message>
</context>
<context>
    <name>semblance::ArrangementFlow</name>
    <message>
        <source>Fold &amp;copies</source>
        <translation>Kopien &amp;zusammenfassen</translation>
    </message>
</context>
<context>
    <name>semblance::BrowsePage</name>
    <message>
        <source>Query and pictures</source>
        <translation>Anfrage und Bilder</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>Reihenfolge der Bilder</translation>
    </message>
    <message>
        <source>The way you came</source>
        <translation>Bisheriger Weg</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Show pictures by date, folder, kind, rating … (Ctrl+Shift+F)</source>
        <translation>Bilder nach Datum, Ordner, Art, Bewertung … zeigen (Strg+Umschalt+F)</translation>
    </message>
</context>
<context>
    <name>semblance::BytePairTable</name>
    <message>
        <source>it names no pieces, or far too many</source>
        <translation>sie nennt keine oder viel zu viele Stücke</translation>
    </message>
    <message>
        <source>the piece &quot;%1&quot; has no proper number</source>
        <translation>das Stück „%1“ hat keine brauchbare Nummer</translation>
    </message>
    <message>
        <source>merge %1 names a piece that the vocabulary lacks</source>
        <translation>Verschmelzung %1 nennt ein Stück, das dem Vokabular fehlt</translation>
    </message>
    <message>
        <source>line %1 is not two pieces with a space between</source>
        <translation>Zeile %1 besteht nicht aus zwei Stücken mit einem Leerzeichen dazwischen</translation>
    </message>
    <message>
        <source>The vocabulary file %1 cannot be used: %2. Get the model again.</source>
        <translation>Die Vokabulardatei %1 ist nicht verwendbar: %2. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The file %1 cannot be opened.</source>
        <translation>Die Datei %1 kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>it is far too large</source>
        <translation>sie ist viel zu groß</translation>
    </message>
    <message>
        <source>it is not a byte-pair vocabulary</source>
        <translation>sie ist kein Byte-Paar-Vokabular</translation>
    </message>
</context>
<context>
    <name>semblance::CheckedFile</name>
    <message>
        <source>The disk with %1 is full: free some space and try again.</source>
        <translation>Der Datenträger mit %1 ist voll: Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: check that its folder exists and may be written to.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden: Prüfen Sie, ob ihr Ordner da ist und beschrieben werden darf.</translation>
    </message>
    <message>
        <source>The cache %1 cannot be used and has to be made again.</source>
        <translation>Der Zwischenspeicher %1 ist nicht verwendbar und muss neu angelegt werden.</translation>
    </message>
</context>
<context>
    <name>semblance::ChildProcess</name>
    <message>
        <source>%1 stopped unexpectedly.</source>
        <translation>%1 hat unerwartet aufgehört.</translation>
    </message>
    <message>
        <source>%1 belongs to another version of Semblance; reinstall them together.</source>
        <translation>%1 gehört zu einer anderen Version von Semblance; installieren Sie beide gemeinsam neu.</translation>
    </message>
    <message>
        <source>The program %1 is missing beside Semblance; install Semblance again.</source>
        <translation>Das Programm %1 fehlt neben Semblance; installieren Sie Semblance neu.</translation>
    </message>
    <message>
        <source>%1 does not start.</source>
        <translation>%1 startet nicht.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>semblance::ChildServer</name>
    <message>
        <source>This part of Semblance does not know the request &apos;%1&apos;.</source>
        <translation>Dieser Teil von Semblance kennt die Anfrage „%1“ nicht.</translation>
    </message>
</context>
<context>
    <name>semblance::ClipTokenizer</name>
    <message>
        <source>The model&apos;s vocabulary is not CLIP&apos;s: it lacks %1.</source>
        <translation>Das Vokabular des Modells ist nicht das von CLIP: Ihm fehlt %1.</translation>
    </message>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Vor dem Platz des Bildes stehen zu viele Wörter für dieses Modell.</translation>
    </message>
</context>
<context>
    <name>semblance::ClosingFlow</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Pictures are still being read.</source>
        <translation>Es werden noch Bilder gelesen.</translation>
    </message>
    <message>
        <source>In the background this goes on without the window, and then the program ends. Starting it again brings the window back. If you stop it, the next start goes on from here.</source>
        <translation>Im Hintergrund geht es ohne das Fenster weiter, danach endet das Programm. Ein erneuter Start holt das Fenster zurück. Wenn Sie stoppen, macht der nächste Start hier weiter.</translation>
    </message>
    <message>
        <source>&amp;Remember this (it can be changed in the settings)</source>
        <translation>&amp;Merken (lässt sich in den Einstellungen ändern)</translation>
    </message>
    <message>
        <source>Remember this</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>&amp;Finish in the background</source>
        <translation>Im &amp;Hintergrund abschließen</translation>
    </message>
    <message>
        <source>Finish in the background</source>
        <translation>Im Hintergrund abschließen</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Stoppen und schließen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stoppen und schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Pictures are being read</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>Semblance</source>
        <translation>Semblance</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Stoppen und beenden</translation>
    </message>
</context>
<context>
    <name>semblance::CodecErrors</name>
    <message>
        <source>The picture is cut short: its end is missing. Copy or download the file again.</source>
        <translation>Das Bild ist abgeschnitten: Sein Ende fehlt. Kopieren oder laden Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>The picture is cut short: most of it is missing. Copy or download the file again.</source>
        <translation>Das Bild ist abgeschnitten: Der größte Teil fehlt. Kopieren oder laden Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>The %1 file is damaged and cannot be shown.</source>
        <translation>Die %1-Datei ist beschädigt und kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>The %1 file is of a variant that is not read.</source>
        <translation>Die %1-Datei ist von einer Spielart, die nicht gelesen wird.</translation>
    </message>
    <message>
        <source>The picture needs more memory than one picture may take.</source>
        <translation>Das Bild braucht mehr Speicher, als ein Bild belegen darf.</translation>
    </message>
    <message>
        <source>Pictures of the kind %1 cannot be read by this installation.</source>
        <translation>Bilder der Art %1 kann diese Installation nicht lesen.</translation>
    </message>
    <message>
        <source>The %1 file is compressed in a way for which this installation has no decoder.</source>
        <translation>Die %1-Datei ist auf eine Weise komprimiert, für die diese Installation keinen Decoder hat.</translation>
    </message>
</context>
<context>
    <name>semblance::CollectionBar</name>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Export the collection</source>
        <translation>Sammlung exportieren</translation>
    </message>
    <message>
        <source>Copy the pictures of the collection to a folder</source>
        <translation>Die Bilder der Sammlung in einen Ordner kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Back to all pictures</source>
        <translation>Zurück zu allen Bildern</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln fehlt</numerusform>
            <numerusform>%Ln fehlen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::CollectionEdits</name>
    <message>
        <source>New collection “%1”</source>
        <translation>Neue Sammlung „%1“</translation>
    </message>
    <message numerus="yes">
        <source>“%1”: %n picture(s)</source>
        <translation>
            <numerusform>„%1“: %n Bild</numerusform>
            <numerusform>„%1“: %n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to “%1”</source>
        <translation>Zu „%1“ hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) added to “%1”</source>
        <translation>
            <numerusform>%n Bild zu „%1“ hinzugefügt</numerusform>
            <numerusform>%n Bilder zu „%1“ hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>That is in “%1” already.</source>
        <translation>Das ist schon in „%1“.</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>„%1“ umbenennen</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Take out of “%1”</source>
        <translation>Aus „%1“ entfernen</translation>
    </message>
    <message>
        <source>Sort “%1”</source>
        <translation>„%1“ sortieren</translation>
    </message>
</context>
<context>
    <name>semblance::CollectionsFlow</name>
    <message>
        <source>Collection %1, %2</source>
        <translation>Sammlung %1, %2</translation>
    </message>
    <message>
        <source>Remove the collection? Its pictures stay where they are.</source>
        <translation>Die Sammlung entfernen? Ihre Bilder bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Remove the collection…</source>
        <translation>Sammlung entfernen …</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>%1: drop pictures here to add them</source>
        <translation>%1: Bilder hierher ziehen, um sie hinzuzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln fehlt</numerusform>
            <numerusform>%Ln fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>Add to a collection</source>
        <translation>Zu einer Sammlung hinzufügen</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
</context>
<context>
    <name>semblance::ColourStrip</name>
    <message>
        <source>Colours of the picture</source>
        <translation>Farben des Bildes</translation>
    </message>
    <message>
        <source>%1, %2 % of the picture</source>
        <translation>%1, %2 % des Bildes</translation>
    </message>
    <message>
        <source>%1, %2 % of the picture. Click for pictures with this colour.</source>
        <translation>%1, %2 % des Bildes. Klicken Sie für Bilder mit dieser Farbe.</translation>
    </message>
</context>
<context>
    <name>semblance::CommandHelp</name>
    <message>
        <source>%1 or %2</source>
        <comment>a list of names and the last one</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>BEFEHL</translation>
    </message>
    <message>
        <source>[ACTION]</source>
        <translation>[AKTION]</translation>
    </message>
    <message>
        <source>Usage: %1 [OPTION]...</source>
        <translation>Aufruf: %1 [OPTION]...</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>For every command:</source>
        <translation>Für jeden Befehl:</translation>
    </message>
</context>
<context>
    <name>semblance::CommandLine</name>
    <message>
        <source>Show this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Zeigt die Version.</translation>
    </message>
    <message>
        <source>The command line could not be read.</source>
        <translation>Die Befehlszeile konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 needs a value: %1 %2.</source>
        <translation>%1 braucht einen Wert: %1 %2.</translation>
    </message>
    <message>
        <source>%1 takes no value.</source>
        <translation>%1 nimmt keinen Wert an.</translation>
    </message>
    <message>
        <source>The options are incomplete.</source>
        <translation>Die Optionen sind unvollständig.</translation>
    </message>
    <message>
        <source>Say what to do: %1. %2 --help tells more.</source>
        <translation>Geben Sie an, was zu tun ist: %1. Mehr zeigt %2 --help.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not expected here.</source>
        <translation>„%1“ wird hier nicht erwartet.</translation>
    </message>
    <message>
        <source>%1 needs %2.</source>
        <translation>%1 braucht %2.</translation>
    </message>
    <message>
        <source>--%1 has no meaning for %2.</source>
        <translation>--%1 hat bei %2 keine Bedeutung.</translation>
    </message>
    <message>
        <source>--%1 can be given once only.</source>
        <translation>--%1 kann nur einmal angegeben werden.</translation>
    </message>
    <message>
        <source>There is no option &apos;%1&apos;. %2 --help shows what there is.</source>
        <translation>Es gibt keine Option „%1“. %2 --help zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>There is no command &apos;%1&apos;: use %2.</source>
        <translation>Es gibt keinen Befehl „%1“: Verwenden Sie %2.</translation>
    </message>
    <message>
        <source>--%1 needs %2, not &apos;%3&apos;.</source>
        <translation>--%1 braucht %2, nicht „%3“.</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number from %1</source>
        <translation>eine Zahl ab %1</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
</context>
<context>
    <name>semblance::CompareBar</name>
    <message>
        <source>First query</source>
        <translation>Erste Anfrage</translation>
    </message>
    <message>
        <source>Second query</source>
        <translation>Zweite Anfrage</translation>
    </message>
    <message>
        <source>Beside the other answer</source>
        <translation>Im Vergleich zur anderen Antwort</translation>
    </message>
    <message>
        <source>The two queries</source>
        <translation>Die beiden Anfragen</translation>
    </message>
    <message>
        <source>The other query (Ctrl+Tab)</source>
        <translation>Die andere Anfrage (Strg+Tab)</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>One slider for both, and both scroll together</source>
        <translation>Ein Regler für beide, und beide rollen gemeinsam</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Diese verwenden</translation>
    </message>
    <message>
        <source>Go on with the second query alone</source>
        <translation>Nur mit der zweiten Anfrage weitermachen</translation>
    </message>
    <message>
        <source>Close the second query</source>
        <translation>Zweite Anfrage schließen</translation>
    </message>
    <message>
        <source>Close the second query (Ctrl+Shift+D)</source>
        <translation>Zweite Anfrage schließen (Strg+Umschalt+D)</translation>
    </message>
</context>
<context>
    <name>semblance::CompareFlow</name>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Keine Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%Ln only here</source>
        <translation>
            <numerusform>%Ln nur hier</numerusform>
            <numerusform>%Ln nur hier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln verschoben</numerusform>
            <numerusform>%Ln verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>The same pictures</source>
        <translation>Dieselben Bilder</translation>
    </message>
</context>
<context>
    <name>semblance::ComparePane</name>
    <message>
        <source>Second query and its pictures</source>
        <translation>Zweite Anfrage und ihre Bilder</translation>
    </message>
    <message>
        <source>Pictures of the second query</source>
        <translation>Bilder der zweiten Anfrage</translation>
    </message>
</context>
<context>
    <name>semblance::ContentKey</name>
    <message>
        <source>%1 was being written while it was read. It is tried again at the next scan.</source>
        <translation>%1 wurde geschrieben, während es gelesen wurde. Es wird beim nächsten Einlesen wieder versucht.</translation>
    </message>
    <message>
        <source>%1 cannot be read. %2</source>
        <translation>%1 kann nicht gelesen werden. %2</translation>
    </message>
</context>
<context>
    <name>semblance::CopyFiles</name>
    <message>
        <source>“%1” cannot be written to: the disk is full or failing. What was copied is kept.</source>
        <translation>In „%1“ kann nicht geschrieben werden: Der Datenträger ist voll oder fehlerhaft. Was schon kopiert wurde, bleibt.</translation>
    </message>
    <message>
        <source>Nothing can be copied to “%1”. Check that the folder is there and that you may write to it.</source>
        <translation>Nach „%1“ kann nichts kopiert werden. Prüfen Sie, ob der Ordner da ist und ob Sie darin schreiben dürfen.</translation>
    </message>
</context>
<context>
    <name>semblance::CrashNotes</name>
    <message>
        <source>The crash note is no longer there.</source>
        <translation>Der Absturzbericht ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The crash note could not be kept.</source>
        <translation>Der Absturzbericht konnte nicht aufgehoben werden.</translation>
    </message>
</context>
<context>
    <name>semblance::CrashNotesDialog</name>
    <message>
        <source>Crash notes</source>
        <translation>Absturzberichte</translation>
    </message>
    <message>
        <source>A note says which program crashed, in which version, and where in its code. It names none of your files, and nothing was sent: to report a crash, copy the text.</source>
        <translation>Ein Bericht sagt, welches Programm in welcher Version abgestürzt ist und wo in seinem Code. Er nennt keine Ihrer Dateien, und nichts wurde gesendet: Um einen Absturz zu melden, kopieren Sie den Text.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
</context>
<context>
    <name>semblance::CrashNotesFlow</name>
    <message>
        <source>Semblance crashed. A note of where is on this computer; nothing was sent.</source>
        <translation>Semblance ist abgestürzt. Ein Bericht, wo, liegt auf diesem Computer; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>A helper of Semblance crashed and was started again. A note of where is on this computer; nothing was sent.</source>
        <translation>Ein Hilfsprogramm von Semblance ist abgestürzt und wurde neu gestartet. Ein Bericht, wo, liegt auf diesem Computer; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>semblance::CriterionField</name>
    <message>
        <source>Second criterion</source>
        <translation>Zweites Kriterium</translation>
    </message>
    <message>
        <source>And it shows …</source>
        <translation>Und es zeigt …</translation>
    </message>
    <message>
        <source>Add something else that the pictures must show, whatever the reference is</source>
        <translation>Etwas hinzufügen, das die Bilder außerdem zeigen müssen, gleich welche Referenz gilt</translation>
    </message>
    <message>
        <source>and it shows</source>
        <translation>und es zeigt</translation>
    </message>
    <message>
        <source>And it shows</source>
        <translation>Und es zeigt</translation>
    </message>
    <message>
        <source>What the pictures must show beside the sentence</source>
        <translation>Was die Bilder zusätzlich zum Satz zeigen müssen</translation>
    </message>
    <message>
        <source>Take the second criterion out</source>
        <translation>Das zweite Kriterium entfernen</translation>
    </message>
</context>
<context>
    <name>semblance::CurrentFolder</name>
    <message>
        <source>The current folder is no longer there, so &apos;%1&apos; leads nowhere. Give the whole path, or go to another folder first.</source>
        <translation>Der aktuelle Ordner ist nicht mehr da, daher führt „%1“ nirgendwohin. Geben Sie den ganzen Pfad an, oder wechseln Sie zuerst in einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>semblance::DatabaseCopy</name>
    <message>
        <source>The library is being written to and cannot be copied now. Try again later.</source>
        <translation>In die Bibliothek wird gerade geschrieben, sie kann jetzt nicht kopiert werden. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The old file %1 cannot be removed. Remove it and start again.</source>
        <translation>Die alte Datei %1 lässt sich nicht entfernen. Entfernen Sie sie und beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Check the permissions of its folder and the free space, then try again.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden. Prüfen Sie die Rechte ihres Ordners und den freien Platz, dann versuchen Sie es wieder.</translation>
    </message>
</context>
<context>
    <name>semblance::DateHistogram</name>
    <message>
        <source>Pictures by date</source>
        <translation>Bilder nach Datum</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>semblance::DecoderPool</name>
    <message>
        <source>The file could not be read: its disk or network drive does not answer. It is tried again at the next scan.</source>
        <translation>Die Datei konnte nicht gelesen werden: Ihr Laufwerk oder Netzlaufwerk antwortet nicht. Sie wird beim nächsten Durchgang noch einmal versucht.</translation>
    </message>
    <message>
        <source>The file changed while it was decoded. It is tried again at the next scan.</source>
        <translation>Die Datei änderte sich, während sie dekodiert wurde. Sie wird beim nächsten Durchgang noch einmal versucht.</translation>
    </message>
    <message>
        <source>Decoding the file took longer than %1 s, so it is skipped.</source>
        <translation>Die Datei zu entschlüsseln dauerte länger als %1 s, deshalb wird sie übergangen.</translation>
    </message>
</context>
<context>
    <name>semblance::DeskFlow</name>
    <message>
        <source>“%1” is saved in the side bar.</source>
        <translation>„%1“ ist in der Seitenleiste gespeichert.</translation>
    </message>
</context>
<context>
    <name>semblance::DeskStore</name>
    <message>
        <source>%1 was made by a newer version of Semblance. History, saved searches and collections are left alone until Semblance is updated.</source>
        <translation>%1 wurde von einer neueren Version von Semblance angelegt. Verlauf, gespeicherte Suchen und Sammlungen bleiben unberührt, bis Semblance aktualisiert ist.</translation>
    </message>
    <message>
        <source>History, saved searches and collections were damaged. Searches and collections are as they were in their last copy, and the damaged file is kept as %1.</source>
        <translation>Verlauf, gespeicherte Suchen und Sammlungen waren beschädigt. Suchen und Sammlungen sind auf dem Stand ihrer letzten Kopie, und die beschädigte Datei ist als %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>History, saved searches and collections were damaged and begin anew. The damaged file is kept as %1.</source>
        <translation>Verlauf, gespeicherte Suchen und Sammlungen waren beschädigt und beginnen neu. Die beschädigte Datei ist als %1 aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>semblance::Desktop</name>
    <message>
        <source>Another window with the library %1 is open, but does not answer. Wait for it, or end that program.</source>
        <translation>Ein anderes Fenster mit der Bibliothek %1 ist offen, antwortet aber nicht. Warten Sie darauf, oder beenden Sie jenes Programm.</translation>
    </message>
    <message>
        <source>Open a second window</source>
        <translation>Zweites Fenster öffnen</translation>
    </message>
</context>
<context>
    <name>semblance::Device</name>
    <message>
        <source>There is no device &quot;%1&quot;: it can be auto, cpu, cuda or mps.</source>
        <translation>Ein Gerät „%1“ gibt es nicht: Möglich sind auto, cpu, cuda und mps.</translation>
    </message>
    <message>
        <source>There is no CUDA device that this libtorch can use: computing on the processor.</source>
        <translation>Es gibt kein CUDA-Gerät, das diese libtorch nutzen kann: Gerechnet wird auf dem Prozessor.</translation>
    </message>
    <message>
        <source>There is no Metal device that this libtorch can use: computing on the processor.</source>
        <translation>Es gibt kein Metal-Gerät, das diese libtorch nutzen kann: Gerechnet wird auf dem Prozessor.</translation>
    </message>
</context>
<context>
    <name>semblance::DualEncoder</name>
    <message>
        <source>There is not enough memory for the model. Close other programs.</source>
        <translation>Für das Modell reicht der Speicher nicht. Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>The model failed to compute.</source>
        <translation>Das Modell konnte nicht rechnen.</translation>
    </message>
    <message>
        <source>The pictures are not of the size this model takes (%1 pixels a side).</source>
        <translation>Die Bilder haben nicht die Größe, die dieses Modell verlangt (%1 Pixel je Seite).</translation>
    </message>
    <message>
        <source>The sentence is blank: there is nothing to search for.</source>
        <translation>Der Satz ist leer: Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>Sentence %1 is blank: there is nothing to search for.</source>
        <translation>Satz %1 ist leer: Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>The picture&apos;s word does not belong to this model.</source>
        <translation>Das Wort des Bildes gehört nicht zu diesem Modell.</translation>
    </message>
    <message>
        <source>This model has not learnt to compose.</source>
        <translation>Dieses Modell hat nicht gelernt, Bild und Satz zu verbinden.</translation>
    </message>
    <message>
        <source>The model does not fit into the graphics card&apos;s free memory: computing on the processor.</source>
        <translation>Das Modell passt nicht in den freien Speicher der Grafikkarte: Gerechnet wird auf dem Prozessor.</translation>
    </message>
    <message>
        <source>This model computes in %1 here: %2 is not to be had, or brings it nothing.</source>
        <translation>Dieses Modell rechnet hier in %1: %2 ist nicht zu haben oder bringt ihm nichts.</translation>
    </message>
    <message>
        <source>The direction does not belong to this model.</source>
        <translation>Die Richtung gehört nicht zu diesem Modell.</translation>
    </message>
</context>
<context>
    <name>semblance::EmbeddedCatalogue</name>
    <message>
        <source>This model answers searches until the library&apos;s pictures are encoded with the other one. Remove it then.</source>
        <translation>Dieses Modell beantwortet Suchen, bis die Bilder der Bibliothek mit dem anderen kodiert sind. Entfernen Sie es dann.</translation>
    </message>
</context>
<context>
    <name>semblance::EmptyState</name>
    <message>
        <source>The library could not be opened</source>
        <translation>Die Bibliothek konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation>Die Bibliothek wird geöffnet …</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Bilder werden gesucht …</translation>
    </message>
    <message>
        <source>They appear here as soon as they are read, and can be searched at once.</source>
        <translation>Sie erscheinen hier, sobald sie gelesen sind, und können sofort durchsucht werden.</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>Add a folder of pictures. They are only read, never changed, and nothing leaves this computer.</source>
        <translation>Fügen Sie einen Ordner mit Bildern hinzu. Sie werden nur gelesen, nie geändert, und nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No picture of the library could be compared with this query. Ask for something else, or show all pictures.</source>
        <translation>Kein Bild der Bibliothek konnte mit dieser Anfrage verglichen werden. Fragen Sie nach etwas anderem, oder lassen Sie alle Bilder zeigen.</translation>
    </message>
    <message>
        <source>No pictures in these folders</source>
        <translation>Keine Bilder in diesen Ordnern</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Use the demo pictures</source>
        <translation>Beispielbilder verwenden</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Photos, also HEIC and raw, drawings, icons and the files of drawing programs are found, in all folders below those that were added.</source>
        <translation>Gefunden werden Fotos, auch HEIC und Rohdaten, Zeichnungen, Symbole und die Dateien von Zeichenprogrammen, in allen Ordnern unter den hinzugefügten.</translation>
    </message>
    <message>
        <source>The library is damaged</source>
        <translation>Die Bibliothek ist beschädigt</translation>
    </message>
    <message>
        <source>Your photos are not affected. What can be read is kept, else the state of %1 is brought back; what came later is read again from your folders. The damaged file is kept beside it.</source>
        <translation>Ihre Fotos sind nicht betroffen. Was lesbar ist, bleibt erhalten, sonst wird der Stand von %1 wiederhergestellt; was später kam, wird aus Ihren Ordnern neu gelesen. Die beschädigte Datei bleibt daneben liegen.</translation>
    </message>
    <message>
        <source>Your photos are not affected, and there is no backup. What can be read is kept; the rest is read again from your folders. The damaged file is kept beside it.</source>
        <translation>Ihre Fotos sind nicht betroffen; eine Sicherung gibt es nicht. Was lesbar ist, bleibt erhalten, der Rest wird aus Ihren Ordnern neu gelesen. Die beschädigte Datei bleibt daneben liegen.</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>Sicherung vom %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Recover what can be read</source>
        <translation>Retten, was lesbar ist</translation>
    </message>
    <message>
        <source>No picture passes these filters</source>
        <translation>Kein Bild passt zu diesen Filtern</translation>
    </message>
    <message>
        <source>Remove one of them, or all.</source>
        <translation>Nehmen Sie einen davon weg, oder alle.</translation>
    </message>
    <message>
        <source>Add my pictures</source>
        <translation>Meine Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Remove the filters</source>
        <translation>Filter entfernen</translation>
    </message>
</context>
<context>
    <name>semblance::EngineClient</name>
    <message>
        <source>The search engine keeps failing. Restart Semblance; if that does not help, install it again.</source>
        <translation>Das Rechenwerk der Suche fällt immer wieder aus. Starten Sie Semblance neu; wenn das nicht hilft, installieren Sie es neu.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer does not fit what it was asked. Try again.</source>
        <translation>Die Antwort der Suchmaschine passt nicht zur Frage. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing explains its answers here.</source>
        <translation>Eine Erklärung der Antworten gibt es hier nicht.</translation>
    </message>
</context>
<context>
    <name>semblance::Erasing</name>
    <message>
        <source>These could not be deleted: %1</source>
        <translation>Nicht gelöscht werden konnten: %1</translation>
    </message>
    <message>
        <source>There is no library in the folder %1.</source>
        <translation>Im Ordner %1 ist keine Bibliothek.</translation>
    </message>
</context>
<context>
    <name>semblance::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
</context>
<context>
    <name>semblance::ExampleChips</name>
    <message>
        <source>Example queries</source>
        <translation>Beispielanfragen</translation>
    </message>
    <message>
        <source>Search for “%1”</source>
        <translation>Nach „%1“ suchen</translation>
    </message>
    <message>
        <source>This picture, but “%1”</source>
        <translation>Dieses Bild, aber „%1“</translation>
    </message>
</context>
<context>
    <name>semblance::Examples</name>
    <message>
        <source>This heart, in green</source>
        <translation>Dieses Herz, in Grün</translation>
    </message>
    <message>
        <source>This book, in blue</source>
        <translation>Dieses Buch, in Blau</translation>
    </message>
    <message>
        <source>This forest, with a stream</source>
        <translation>Dieser Wald, mit einem Bach</translation>
    </message>
    <message>
        <source>This palace, at night</source>
        <translation>Dieser Palast, bei Nacht</translation>
    </message>
    <message>
        <source>This cat, in black</source>
        <translation>Diese Katze, in Schwarz</translation>
    </message>
    <message>
        <source>This flower, in yellow</source>
        <translation>Diese Blume, in Gelb</translation>
    </message>
    <message>
        <source>This house, with a garden</source>
        <translation>Dieses Haus, mit Garten</translation>
    </message>
    <message>
        <source>This cat, playing with wool</source>
        <translation>Diese Katze, mit Wolle spielend</translation>
    </message>
    <message>
        <source>This car, in blue</source>
        <translation>Dieses Auto, in Blau</translation>
    </message>
    <message>
        <source>This lake, at night</source>
        <translation>Dieser See, bei Nacht</translation>
    </message>
    <message>
        <source>The example queries are missing: “%1” cannot be read. Install Semblance again to have them back.</source>
        <translation>Die Beispielanfragen fehlen: „%1“ kann nicht gelesen werden. Installieren Sie Semblance neu, um sie zurückzubekommen.</translation>
    </message>
    <message>
        <source>The example queries in “%1” are damaged. Install Semblance again to have them back.</source>
        <translation>Die Beispielanfragen in „%1“ sind beschädigt. Installieren Sie Semblance neu, um sie zurückzubekommen.</translation>
    </message>
</context>
<context>
    <name>semblance::FactList</name>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
</context>
<context>
    <name>semblance::FactTable</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
</context>
<context>
    <name>semblance::FactsLine</name>
    <message>
        <source>1/%1 s</source>
        <translation>1/%1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>f/%1</source>
        <translation>f/%1</translation>
    </message>
    <message>
        <source>ISO %1</source>
        <translation>ISO %1</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>also as RAW: %1</source>
        <translation>auch als RAW: %1</translation>
    </message>
</context>
<context>
    <name>semblance::FailedDialog</name>
    <message>
        <source>Files that could not be read</source>
        <translation>Nicht lesbare Dateien</translation>
    </message>
    <message>
        <source>Number of files</source>
        <translation>Anzahl der Dateien</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Die Liste kopieren</translation>
    </message>
    <message>
        <source>Copy paths and reasons as text</source>
        <translation>Pfade und Gründe als Text kopieren</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the file&apos;s folder</source>
        <translation>Den Ordner der Datei öffnen</translation>
    </message>
    <message>
        <source>Every file could be read.</source>
        <translation>Alle Dateien konnten gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read and were left out. They are tried again when they change, and when their folder is rescanned.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden und wurde ausgelassen. Sie wird wieder versucht, wenn sie sich ändert und wenn ihr Ordner neu eingelesen wird.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden und wurden ausgelassen. Sie werden wieder versucht, wenn sie sich ändern und wenn ihr Ordner neu eingelesen wird.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::FailedModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>semblance::FeedbackList</name>
    <message>
        <source>More and less like these</source>
        <translation>Mehr und weniger wie diese</translation>
    </message>
</context>
<context>
    <name>semblance::FileHandle</name>
    <message>
        <source>An open file cannot be used a second time. Close other programs and try again.</source>
        <translation>Eine offene Datei kann nicht ein zweites Mal verwendet werden. Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::FileTasks</name>
    <message numerus="yes">
        <source>%Ln picture(s) copied to “%1”.</source>
        <translation>
            <numerusform>%Ln Bild nach „%1“ kopiert.</numerusform>
            <numerusform>%Ln Bilder nach „%1“ kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest was not copied.</source>
        <translation>Der Rest wurde nicht kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln got a number, since the name was taken.</source>
        <translation>
            <numerusform>%Ln erhielt eine Nummer, weil der Name vergeben war.</numerusform>
            <numerusform>%Ln erhielten eine Nummer, weil der Name vergeben war.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read.</source>
        <translation>
            <numerusform>%Ln konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Other files are being written. Wait until that is done, or stop it.</source>
        <translation>Es werden gerade andere Dateien geschrieben. Warten Sie, bis das fertig ist, oder beenden Sie es.</translation>
    </message>
    <message numerus="yes">
        <source>Copying %Ln picture(s)…</source>
        <translation>
            <numerusform>%Ln Bild wird kopiert …</numerusform>
            <numerusform>%Ln Bilder werden kopiert …</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Die Liste wird geschrieben …</translation>
    </message>
    <message>
        <source>“%1” is written.</source>
        <translation>„%1“ ist geschrieben.</translation>
    </message>
    <message>
        <source>Drawing the contact sheet…</source>
        <translation>Der Kontaktabzug wird erstellt …</translation>
    </message>
    <message>
        <source>Copy to folder</source>
        <translation>In Ordner kopieren</translation>
    </message>
    <message>
        <source>Save a list</source>
        <translation>Liste speichern</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktabzug</translation>
    </message>
    <message>
        <source>contact sheet</source>
        <translation>Kontaktabzug</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Looking for sidecars…</source>
        <translation>Begleitdateien werden gesucht …</translation>
    </message>
    <message numerus="yes">
        <source>Writing %Ln sidecar(s)…</source>
        <translation>
            <numerusform>%Ln Begleitdatei wird geschrieben …</numerusform>
            <numerusform>%Ln Begleitdateien werden geschrieben …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::Files</name>
    <message>
        <source>The disk with “%1” does not answer. Check that it is connected, then try again.</source>
        <translation>Das Laufwerk mit „%1“ antwortet nicht. Prüfen Sie, ob es angeschlossen ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is no folder in what was dropped. Drop the folder that holds the files.</source>
        <translation>In dem, was abgelegt wurde, ist kein Ordner. Legen Sie den Ordner ab, in dem die Dateien liegen.</translation>
    </message>
</context>
<context>
    <name>semblance::FilterChip</name>
    <message>
        <source>Remove the filter %1</source>
        <translation>Filter %1 entfernen</translation>
    </message>
    <message>
        <source>0: remove %1</source>
        <translation>0: %1 entfernen</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (F2: edit as text, Delete: remove)</source>
        <translation>%1 (F2: als Text ändern, Entf: entfernen)</translation>
    </message>
</context>
<context>
    <name>semblance::FilterChoices</name>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>Letzte 12 Monate</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>RAW</source>
        <translation>RAW</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vektorgrafik</translation>
    </message>
    <message>
        <source>Layered</source>
        <translation>Mit Ebenen</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>Bildschirmfoto</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation>Nicht bewertet</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Keine Farbmarkierung</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadratisch</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Below %1</source>
        <translation>Unter %1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Lenses</source>
        <translation>Objektive</translation>
    </message>
    <message>
        <source>Pictures with copies</source>
        <translation>Bilder mit Kopien</translation>
    </message>
    <message>
        <source>This week in other years</source>
        <translation>Diese Woche in anderen Jahren</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>%1 ≥ %2 %</source>
        <translation>%1 ≥ %2 %</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Türkis</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
</context>
<context>
    <name>semblance::FilterCompletion</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>semblance::FilterGrammar</name>
    <message>
        <source>“%1” is no filter. Filters are %2, as in: folder:2019 type:raw after:2019-06 rating&gt;=4 -tag:private size&gt;5MB is:landscape</source>
        <translation>„%1“ ist kein Filter. Filter sind %2, etwa: folder:2019 type:raw after:2019-06 rating&gt;=4 -tag:private size&gt;5MB is:landscape</translation>
    </message>
</context>
<context>
    <name>semblance::FilterPopup</name>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>In der Liste suchen</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>No picture has a tag. Ctrl+T gives the selected ones some.</source>
        <translation>Kein Bild hat ein Schlagwort. Strg+T gibt den ausgewählten welche.</translation>
    </message>
</context>
<context>
    <name>semblance::FilterRow</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>+ Filter</source>
        <translation>+ Filter</translation>
    </message>
    <message>
        <source>Remove all filters</source>
        <translation>Alle Filter entfernen</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
</context>
<context>
    <name>semblance::Finishing</name>
    <message>
        <source>The model %1 could not be packed.</source>
        <translation>Das Modell %1 konnte nicht gepackt werden.</translation>
    </message>
    <message>
        <source>The towers of the model %1 are kept as they came: only models of the kind &quot;mini&quot; can be aligned.</source>
        <translation>Die Türme des Modells %1 bleiben, wie sie kamen: Nur Modelle der Art „mini“ können ausgerichtet werden.</translation>
    </message>
</context>
<context>
    <name>semblance::FolderPanel</name>
    <message>
        <source>No folders yet. Add one, or drop it here.</source>
        <translation>Noch keine Ordner. Fügen Sie einen hinzu oder ziehen Sie ihn hierher.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>Rescan all folders</source>
        <translation>Alle Ordner neu einlesen</translation>
    </message>
    <message>
        <source>Look for new and changed pictures in all folders (F5)</source>
        <translation>In allen Ordnern nach neuen und geänderten Bildern suchen (F5)</translation>
    </message>
    <message>
        <source>Add a folder to the library</source>
        <translation>Einen Ordner zur Bibliothek hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of pictures (Ctrl+Shift+O). Its files are only read, never changed.</source>
        <translation>Einen Ordner mit Bildern hinzufügen (Strg+Umschalt+O). Seine Dateien werden nur gelesen, nie geändert.</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Nicht lesbare Dateien</translation>
    </message>
    <message>
        <source>Show the files that could not be read, with the reasons</source>
        <translation>Die nicht lesbaren Dateien mit den Gründen zeigen</translation>
    </message>
    <message>
        <source>List of folders</source>
        <translation>Liste der Ordner</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln Datei nicht lesbar</numerusform>
            <numerusform>%Ln Dateien nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>Einen Ordner mit Bildern wählen</translation>
    </message>
    <message>
        <source>Not all folders can be watched for changes. What is new in the others is found every 15 minutes.</source>
        <translation>Nicht alle Ordner lassen sich auf Änderungen überwachen. Neues in den übrigen wird alle 15 Minuten gefunden.</translation>
    </message>
    <message>
        <source>The system lets a program watch only so many folders. On Linux an administrator can raise the limit fs.inotify.max_user_watches.</source>
        <translation>Das System lässt ein Programm nur so viele Ordner überwachen. Unter Linux kann ein Verwalter die Grenze fs.inotify.max_user_watches anheben.</translation>
    </message>
    <message>
        <source>What was passed over</source>
        <translation>Was übergangen wurde</translation>
    </message>
</context>
<context>
    <name>semblance::FolderRow</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder name</source>
        <translation>Name des Ordners</translation>
    </message>
    <message>
        <source>State of the folder</source>
        <translation>Zustand des Ordners</translation>
    </message>
    <message>
        <source>Remove the folder?</source>
        <translation>Ordner entfernen?</translation>
    </message>
    <message>
        <source>Remove it from the library? The files stay as they are.</source>
        <translation>Aus der Bibliothek entfernen? Die Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the folder from the library</source>
        <translation>Den Ordner aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep the folder</source>
        <translation>Den Ordner behalten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not readable</source>
        <translation>
            <numerusform>%Ln nicht lesbar</numerusform>
            <numerusform>%Ln nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Its disk is not connected. The pictures stay in the library.</source>
        <translation>Sein Datenträger ist nicht angeschlossen. Die Bilder bleiben in der Bibliothek.</translation>
    </message>
    <message>
        <source>The disk “%1” is not connected. The pictures stay in the library.</source>
        <translation>Der Datenträger „%1“ ist nicht angeschlossen. Die Bilder bleiben in der Bibliothek.</translation>
    </message>
    <message>
        <source>The folder is gone. Put it back and rescan, or remove it here.</source>
        <translation>Der Ordner ist verschwunden. Stellen Sie ihn wieder her und lesen Sie ihn neu ein, oder entfernen Sie ihn hier.</translation>
    </message>
    <message>
        <source>Folder %1, %2</source>
        <translation>Ordner %1, %2</translation>
    </message>
    <message>
        <source>Rescan %1</source>
        <translation>%1 neu einlesen</translation>
    </message>
    <message>
        <source>Look for new and changed pictures in %1</source>
        <translation>In %1 nach neuen und geänderten Bildern suchen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the library (Delete); its files stay</source>
        <translation>%1 aus der Bibliothek entfernen (Entf); die Dateien bleiben</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Open in the file manager</source>
        <translation>In der Dateiverwaltung öffnen</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>Aus der Bibliothek entfernen …</translation>
    </message>
    <message>
        <source>What is left out…</source>
        <translation>Was ausgelassen wird …</translation>
    </message>
</context>
<context>
    <name>semblance::FoldersHere</name>
    <message>
        <source>The disk of the folder %1 does not answer. Try again when it does.</source>
        <translation>Der Datenträger des Ordners %1 antwortet nicht. Versuchen Sie es wieder, wenn er es tut.</translation>
    </message>
</context>
<context>
    <name>semblance::Frame</name>
    <message>
        <source>A message between Semblance&apos;s programs is too large.</source>
        <translation>Eine Nachricht zwischen den Programmen von Semblance ist zu groß.</translation>
    </message>
    <message>
        <source>Semblance&apos;s programs no longer understand each other; reinstall them together.</source>
        <translation>Die Programme von Semblance verstehen einander nicht mehr; installieren Sie sie gemeinsam neu.</translation>
    </message>
</context>
<context>
    <name>semblance::Gazetteer</name>
    <message>
        <source>The list of places, %1, is missing. Install Semblance again.</source>
        <translation>Die Ortsliste %1 fehlt. Installieren Sie Semblance neu.</translation>
    </message>
    <message>
        <source>The list of places, %1, is damaged. Install Semblance again.</source>
        <translation>Die Ortsliste %1 ist beschädigt. Installieren Sie Semblance neu.</translation>
    </message>
</context>
<context>
    <name>semblance::GraphBuilder</name>
    <message>
        <source>The fast index could not be made. Search goes on without it.</source>
        <translation>Der schnelle Index konnte nicht angelegt werden. Die Suche geht ohne ihn weiter.</translation>
    </message>
</context>
<context>
    <name>semblance::GraphFiles</name>
    <message>
        <source>There is no fast index of this library yet.</source>
        <translation>Für diese Bibliothek gibt es noch keinen schnellen Index.</translation>
    </message>
</context>
<context>
    <name>semblance::GroupFlow</name>
    <message>
        <source>“%1” and what belongs together with it</source>
        <translation>„%1“ und was dazugehört</translation>
    </message>
    <message>
        <source>Back to all pictures</source>
        <translation>Zurück zu allen Bildern</translation>
    </message>
</context>
<context>
    <name>semblance::GroupText</name>
    <message numerus="yes">
        <source>Also: %n copy(s)</source>
        <translation>
            <numerusform>Außerdem: %n Kopie</numerusform>
            <numerusform>Außerdem: %n Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also: %n shot(s) of a burst</source>
        <translation>
            <numerusform>Außerdem: %n Aufnahme einer Serie</numerusform>
            <numerusform>Außerdem: %n Aufnahmen einer Serie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also: %n near copy(s)</source>
        <translation>
            <numerusform>Außerdem: %n fast gleiches Bild</numerusform>
            <numerusform>Außerdem: %n fast gleiche Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::HandSorting</name>
    <message>
        <source>Where the pictures would go</source>
        <translation>Wohin die Bilder kämen</translation>
    </message>
</context>
<context>
    <name>semblance::Hash</name>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>Die Datei %1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This computer offers no SHA-256.</source>
        <translation>Dieser Rechner bietet kein SHA-256.</translation>
    </message>
</context>
<context>
    <name>semblance::HfConfig</name>
    <message>
        <source>The model&apos;s %1 prepares pictures in a way that Semblance does not know: %2.</source>
        <translation>Die Datei %1 des Modells bereitet Bilder auf eine Weise vor, die Semblance nicht kennt: %2.</translation>
    </message>
    <message>
        <source>The model folder %1 lacks preprocessor_config.json, which says how it takes pictures. Get this file as well.</source>
        <translation>Dem Modellordner %1 fehlt preprocessor_config.json, worin steht, wie er Bilder nimmt. Holen Sie auch diese Datei.</translation>
    </message>
    <message>
        <source>%1 describes a SigLIP 2 model of variable resolution (NaFlex), which Semblance does not read. Take one of fixed resolution, such as siglip2-base-patch16-224.</source>
        <translation>%1 beschreibt ein SigLIP-2-Modell veränderlicher Auflösung (NaFlex), das Semblance nicht liest. Nehmen Sie eines fester Auflösung, etwa siglip2-base-patch16-224.</translation>
    </message>
    <message>
        <source>%1 describes a model of the kind &quot;%2&quot;; Semblance reads CLIP and SigLIP models.</source>
        <translation>%1 beschreibt ein Modell der Art „%2“; Semblance liest CLIP- und SigLIP-Modelle.</translation>
    </message>
    <message>
        <source>The model&apos;s %1 has a field that makes no sense here: %2.</source>
        <translation>Die Datei %1 des Modells hat ein Feld, das hier keinen Sinn ergibt: %2.</translation>
    </message>
    <message>
        <source>%1 does not say what kind of model it describes (&quot;model_type&quot;). Get the config.json that belongs to the model.</source>
        <translation>%1 sagt nicht, welche Art von Modell beschrieben wird („model_type“). Holen Sie die config.json, die zum Modell gehört.</translation>
    </message>
    <message>
        <source>%1 describes one half of a model (&quot;%2&quot;). Semblance needs the one for pictures and the one for sentences, which were trained together: get the whole model.</source>
        <translation>%1 beschreibt eine Hälfte eines Modells („%2“). Semblance braucht die für Bilder und die für Sätze, die zusammen trainiert wurden: Holen Sie das ganze Modell.</translation>
    </message>
</context>
<context>
    <name>semblance::HfHashes</name>
    <message>
        <source>The model file %1 is empty. Get the model again.</source>
        <translation>Die Modelldatei %1 ist leer. Holen Sie das Modell noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::HfManifest</name>
    <message>
        <source>The model folder %1 lacks %2. Get the model again, with all its files.</source>
        <translation>Dem Modellordner %1 fehlt %2. Holen Sie das Modell noch einmal, mit allen seinen Dateien.</translation>
    </message>
    <message>
        <source>%1 names a file outside its folder: &quot;%2&quot;.</source>
        <translation>%1 nennt eine Datei außerhalb des Ordners: „%2“.</translation>
    </message>
    <message>
        <source>the weights that %1 should name</source>
        <translation>die Gewichte, die %1 nennen sollte</translation>
    </message>
    <message>
        <source>tokenizer.json, or vocab.json with merges.txt</source>
        <translation>tokenizer.json oder vocab.json mit merges.txt</translation>
    </message>
    <message>
        <source>spiece.model, tokenizer.model or tokenizer.json</source>
        <translation>spiece.model, tokenizer.model oder tokenizer.json</translation>
    </message>
    <message>
        <source>The vocabulary %1 lacks the piece &quot;%2&quot;, with which the model fills sentences up.</source>
        <translation>Dem Vokabular %1 fehlt das Stück „%2“, mit dem das Modell Sätze auffüllt.</translation>
    </message>
    <message>
        <source>In the weight file %1 the tensor %2 holds %3, which are no weights.</source>
        <translation>In der Gewichtsdatei %1 enthält der Tensor %2 %3; das sind keine Gewichte.</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>The model in %1 has its weights as %2 alone, which is for other programs. Get %3 of the same model.</source>
        <translation>Das Modell in %1 hat seine Gewichte nur als %2, was für andere Programme ist. Holen Sie %3 desselben Modells.</translation>
    </message>
    <message>
        <source>In %1 these files are not fetched yet; what lies there are notes of Git LFS that stand for them: %2. Run &quot;git lfs pull&quot; in this folder, or download the files themselves.</source>
        <translation>In %1 sind diese Dateien noch nicht geholt; dort liegen nur Verweise von Git LFS, die für sie stehen: %2. Führen Sie in diesem Ordner „git lfs pull“ aus, oder laden Sie die Dateien selbst herunter.</translation>
    </message>
</context>
<context>
    <name>semblance::HfWeights</name>
    <message>
        <source>The weight file %1 holds the tensor %2, for which this kind of model has no place.</source>
        <translation>Die Gewichtsdatei %1 enthält den Tensor %2, für den diese Art von Modell keinen Platz hat.</translation>
    </message>
    <message>
        <source>The weight file %1 holds one half of a model, that for %2. Semblance needs both, which were trained together: get the whole model.</source>
        <translation>Die Gewichtsdatei %1 enthält eine Hälfte eines Modells, die für %2. Semblance braucht beide, die zusammen trainiert wurden: Holen Sie das ganze Modell.</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>semblance::HistoryDelegate</name>
    <message>
        <source>Name of the search</source>
        <translation>Name der Suche</translation>
    </message>
    <message>
        <source>Enter saves the search under this name</source>
        <translation>Die Eingabetaste speichert die Suche unter diesem Namen</translation>
    </message>
</context>
<context>
    <name>semblance::HistoryModel</name>
    <message>
        <source>%1, asked %2</source>
        <translation>%1, gesucht %2</translation>
    </message>
    <message>
        <source>, shown now</source>
        <translation>, gerade gezeigt</translation>
    </message>
</context>
<context>
    <name>semblance::HistoryPanel</name>
    <message>
        <source>What you search for is listed here, to go back to.</source>
        <translation>Hier steht, wonach Sie suchen, damit Sie dorthin zurückkehren können.</translation>
    </message>
    <message>
        <source>Forget history…</source>
        <translation>Verlauf löschen …</translation>
    </message>
    <message>
        <source>Forget all of it? Saved searches stay.</source>
        <translation>Den ganzen Verlauf löschen? Gespeicherte Suchen bleiben.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>Verlauf schließen</translation>
    </message>
    <message>
        <source>Close the history (Ctrl+H)</source>
        <translation>Verlauf schließen (Strg+H)</translation>
    </message>
    <message>
        <source>Forget history</source>
        <translation>Verlauf löschen</translation>
    </message>
    <message>
        <source>Forget all that was searched for</source>
        <translation>Den gesamten Suchverlauf löschen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Name and save…</source>
        <translation>Benennen und speichern …</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>Schritt löschen</translation>
    </message>
    <message>
        <source>Enter goes to a step, Ctrl+Enter opens it beside, F2 names and saves it, Delete forgets it.</source>
        <translation>Die Eingabetaste führt zu einem Schritt, Strg+Eingabe öffnet ihn daneben, F2 benennt und speichert ihn, Entf löscht ihn.</translation>
    </message>
    <message>
        <source>Open beside	Ctrl+Return</source>
        <translation>Daneben öffnen	Ctrl+Return</translation>
    </message>
</context>
<context>
    <name>semblance::ImportStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import of a model</source>
        <translation>Import eines Modells</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Cancel the import</source>
        <translation>Den Import abbrechen</translation>
    </message>
    <message>
        <source>Cancel the import; what was copied is deleted again</source>
        <translation>Den Import abbrechen; was kopiert wurde, wird wieder gelöscht</translation>
    </message>
</context>
<context>
    <name>semblance::Indexer</name>
    <message>
        <source>The disk of the folder %1 went in the middle. Pictures still to be read: %2. Plug it in and rescan the folder.</source>
        <translation>Der Datenträger des Ordners %1 verschwand mittendrin. Noch zu lesende Bilder: %2. Schließen Sie ihn an und lesen Sie den Ordner neu ein.</translation>
    </message>
</context>
<context>
    <name>semblance::IndexingBar</name>
    <message>
        <source>Indexing</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Fortschritt des Einlesens</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Nicht lesbare Dateien</translation>
    </message>
    <message>
        <source>Show the files that could not be read, with the reasons</source>
        <translation>Die nicht lesbaren Dateien mit den Gründen zeigen</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>Einlesen anhalten</translation>
    </message>
    <message>
        <source>Stop indexing</source>
        <translation>Einlesen beenden</translation>
    </message>
    <message>
        <source>Stop indexing; what was read is kept</source>
        <translation>Einlesen beenden; was gelesen wurde, bleibt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln fehlgeschlagen</numerusform>
            <numerusform>%Ln fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume indexing</source>
        <translation>Einlesen fortsetzen</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <translation>Trotzdem weitermachen</translation>
    </message>
    <message>
        <source>Index now, although the computer runs on its battery</source>
        <translation>Jetzt indizieren, obwohl der Rechner mit Akku läuft</translation>
    </message>
</context>
<context>
    <name>semblance::JpegEncoder</name>
    <message>
        <source>A thumbnail of the picture could not be made.</source>
        <translation>Von dem Bild konnte keine Vorschau angelegt werden.</translation>
    </message>
</context>
<context>
    <name>semblance::Json</name>
    <message>
        <source>The file %1 cannot be opened.</source>
        <translation>Die Datei %1 kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The file %1 is too large to be what it should be.</source>
        <translation>Die Datei %1 ist zu groß für das, was sie sein soll.</translation>
    </message>
    <message>
        <source>The file %1 is not valid JSON (near byte %2).</source>
        <translation>Die Datei %1 ist kein gültiges JSON (nahe Byte %2).</translation>
    </message>
    <message>
        <source>The file %1 does not hold a JSON object.</source>
        <translation>Die Datei %1 enthält kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The file %1 does not hold a JSON array.</source>
        <translation>Die Datei %1 enthält keine JSON-Liste.</translation>
    </message>
</context>
<context>
    <name>semblance::JsonFields</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: the field &quot;%2&quot; must be %3.</source>
        <translation>%1: Das Feld „%2“ muss %3 sein.</translation>
    </message>
    <message>
        <source>%1: there is no field &quot;%2&quot;; allowed there are: %3.</source>
        <translation>%1: Ein Feld „%2“ gibt es nicht; erlaubt sind dort: %3.</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a list of whole numbers from %1 to %2</source>
        <translation>eine Liste ganzer Zahlen von %1 bis %2</translation>
    </message>
    <message>
        <source>one of &quot;%1&quot;</source>
        <translation>eines von „%1“</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a list of objects</source>
        <translation>eine Liste von Objekten</translation>
    </message>
</context>
<context>
    <name>semblance::KeepingDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>With the small pictures</source>
        <translation>Mit Vorschaubildern</translation>
    </message>
    <message>
        <source>Choose the folder here…</source>
        <translation>Ordner hier wählen …</translation>
    </message>
    <message>
        <source>Save the library as a file</source>
        <translation>Bibliothek in Datei sichern</translation>
    </message>
    <message>
        <source>Take in a library’s file</source>
        <translation>Bibliotheksdatei übernehmen</translation>
    </message>
    <message>
        <source>Everything Semblance knows of your pictures goes into one file: their folders, tags and what makes them searchable. The pictures themselves stay where they are.</source>
        <translation>Alles, was Semblance über Ihre Bilder weiß, kommt in eine Datei: ihre Ordner, ihre Schlagwörter und was sie durchsuchbar macht. Die Bilder selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Adds what another library’s file knows to this library, so that nothing has to be read again. What this library knows already stays as it is.</source>
        <translation>Fügt dieser Bibliothek hinzu, was die Datei einer anderen Bibliothek weiß, sodass nichts neu eingelesen werden muss. Was diese Bibliothek schon weiß, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>A file that was saved by Semblance</source>
        <translation>Eine von Semblance gespeicherte Datei</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Die Datei wählen</translation>
    </message>
    <message>
        <source>A larger file; its pictures are shown where their disk is away</source>
        <translation>Eine größere Datei; ihre Bilder werden auch gezeigt, wo ihr Datenträger fehlt</translation>
    </message>
    <message>
        <source>Folders in the file</source>
        <translation>Ordner in der Datei</translation>
    </message>
    <message>
        <source>Folder in the file</source>
        <translation>Ordner in der Datei</translation>
    </message>
    <message>
        <source>Folder on this computer</source>
        <translation>Ordner auf diesem Rechner</translation>
    </message>
    <message>
        <source>Choose where the selected folder is on this computer</source>
        <translation>Wählen, wo der ausgewählte Ordner auf diesem Rechner liegt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Libraries of Semblance (*.semblance)</source>
        <translation>Bibliotheken von Semblance (*.semblance)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Where is %1?</source>
        <translation>Wo liegt %1?</translation>
    </message>
    <message>
        <source>the same place</source>
        <translation>derselbe Ort</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Hineinsehen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was left half done.</source>
        <translation>Abgebrochen. Nichts blieb halb fertig.</translation>
    </message>
</context>
<context>
    <name>semblance::KeptPictures</name>
    <message>
        <source>The picture could not be kept in the library&apos;s folder %1. Make room there.</source>
        <translation>Das Bild konnte nicht im Ordner %1 der Bibliothek abgelegt werden. Schaffen Sie dort Platz.</translation>
    </message>
</context>
<context>
    <name>semblance::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Among the pictures</source>
        <translation>Bei den Bildern</translation>
    </message>
    <message>
        <source>Go through the pictures</source>
        <translation>Durch die Bilder gehen</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>Mehr auswählen</translation>
    </message>
    <message>
        <source>%1 and arrow keys</source>
        <translation>%1 und Pfeiltasten</translation>
    </message>
    <message>
        <source>Change the size</source>
        <translation>Die Größe ändern</translation>
    </message>
    <message>
        <source>%1 and wheel</source>
        <translation>%1 und Mausrad</translation>
    </message>
    <message>
        <source>In the large view</source>
        <translation>In der Großansicht</translation>
    </message>
    <message>
        <source>Next or previous picture</source>
        <translation>Nächstes oder voriges Bild</translation>
    </message>
    <message>
        <source>Ground behind the picture</source>
        <translation>Hintergrund des Bildes</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>Zurück zu den Bildern</translation>
    </message>
</context>
<context>
    <name>semblance::LeftOutDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Vorgaben wiederherstellen</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Was ausgelassen wird</translation>
    </message>
    <message>
        <source>Files and folders with these names are not looked at. A name that ends in / means folders only, * stands for any letters, and an initial ! takes back in.</source>
        <translation>Dateien und Ordner mit diesen Namen werden nicht angesehen. Ein Name mit / am Ende meint nur Ordner, * steht für beliebige Zeichen, und ein ! am Anfang nimmt wieder herein.</translation>
    </message>
    <message>
        <source>Where this is left out</source>
        <translation>Wo das ausgelassen wird</translation>
    </message>
    <message>
        <source>Name or pattern to leave out</source>
        <translation>Name oder Muster, das ausgelassen wird</translation>
    </message>
    <message>
        <source>Name or pattern, for example Previews/ or *-edited.jpg</source>
        <translation>Name oder Muster, zum Beispiel Previews/ oder *-edited.jpg</translation>
    </message>
    <message>
        <source>Add it to the list</source>
        <translation>In die Liste aufnehmen</translation>
    </message>
    <message>
        <source>Add (Return)</source>
        <translation>Hinzufügen (Eingabe)</translation>
    </message>
    <message>
        <source>Remove what is selected</source>
        <translation>Ausgewähltes entfernen</translation>
    </message>
    <message>
        <source>Remove what is selected (Delete)</source>
        <translation>Ausgewähltes entfernen (Entf)</translation>
    </message>
    <message>
        <source>Restore the list as it was at first</source>
        <translation>Die Liste wie am Anfang herstellen</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Always left out: hidden files and folders, folders that hold a file .nomedia, and what a file .semblanceignore names.</source>
        <translation>Immer ausgelassen: versteckte Dateien und Ordner, Ordner mit einer Datei .nomedia und was eine Datei .semblanceignore nennt.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>In every folder</source>
        <translation>In jedem Ordner</translation>
    </message>
    <message>
        <source>Only in %1</source>
        <translation>Nur in %1</translation>
    </message>
    <message>
        <source>Empty the list</source>
        <translation>Liste leeren</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryBackups</name>
    <message>
        <source>There is no library in %1.</source>
        <translation>In %1 gibt es keine Bibliothek.</translation>
    </message>
    <message>
        <source>The folder %1 for backups cannot be made. Check its permissions and the free space.</source>
        <translation>Der Ordner %1 für Sicherungen lässt sich nicht anlegen. Prüfen Sie seine Rechte und den freien Platz.</translation>
    </message>
    <message>
        <source>The database %1 is gone or empty, though there was a library here. Your photos are not affected. semblance-cli doctor --repair brings back the last good backup; to begin anew instead, move the folder %2 away.</source>
        <translation>Die Datenbank %1 fehlt oder ist leer, obwohl hier eine Bibliothek war. Ihre Fotos sind nicht betroffen. semblance-cli doctor --repair stellt die letzte gute Sicherung wieder her; um stattdessen neu zu beginnen, verschieben Sie den Ordner %2.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryDoctor</name>
    <message>
        <source>There is no library in %1.</source>
        <translation>In %1 gibt es keine Bibliothek.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryLock</name>
    <message>
        <source>Another Semblance is working on the library %1. Wait until it has finished or close it, then try again.</source>
        <translation>Ein anderes Semblance arbeitet an der Bibliothek %1. Warten Sie, bis es fertig ist, oder schließen Sie es, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written. Check its permissions and the free space, or choose another folder for the library.</source>
        <translation>In den Ordner %1 der Bibliothek kann nicht geschrieben werden. Prüfen Sie seine Rechte und den freien Platz, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryMerge</name>
    <message>
        <source>The library %1 has pictures already. Merge the file into it instead, or import it into a new folder.</source>
        <translation>Die Bibliothek %1 enthält schon Bilder. Führen Sie die Datei mit ihr zusammen, oder importieren Sie sie in einen neuen Ordner.</translation>
    </message>
    <message>
        <source>%1 holds the vectors of another model. Move it to another folder, then try again.</source>
        <translation>%1 enthält die Vektoren eines anderen Modells. Verschieben Sie es in einen anderen Ordner, dann versuchen Sie es wieder.</translation>
    </message>
    <message>
        <source>The exported library has no folder %1. Its folders are: %2.</source>
        <translation>Die exportierte Bibliothek hat keinen Ordner %1. Ihre Ordner sind: %2.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryPaths</name>
    <message>
        <source>The folder %1 for previews and search data cannot be made. Check its permissions and the free space.</source>
        <translation>Der Ordner %1 für Vorschaubilder und Suchdaten kann nicht angelegt werden. Prüfen Sie seine Rechte und den freien Platz.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryReader</name>
    <message>
        <source>There is no library in %1 yet. Add a folder of pictures first.</source>
        <translation>In %1 ist noch keine Bibliothek. Fügen Sie zuerst einen Ordner mit Bildern hinzu.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryRestore</name>
    <message>
        <source>The damaged database %1 cannot be set aside. Check the permissions of its folder and the free space. Nothing was changed.</source>
        <translation>Die beschädigte Datenbank %1 lässt sich nicht beiseitelegen. Prüfen Sie die Rechte ihres Ordners und den freien Platz. Nichts wurde verändert.</translation>
    </message>
</context>
<context>
    <name>semblance::MainWindow</name>
    <message>
        <source>Semblance</source>
        <translation>Semblance</translation>
    </message>
    <message>
        <source>Folders and pictures</source>
        <translation>Ordner und Bilder</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennlinie</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wiederhergestellt: %1</translation>
    </message>
</context>
<context>
    <name>semblance::MappedFile</name>
    <message>
        <source>The file %1 cannot be opened.</source>
        <translation>Die Datei %1 kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The file %1 is empty or cannot be read.</source>
        <translation>Die Datei %1 ist leer oder kann nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>semblance::MappingNetwork</name>
    <message>
        <source>The field &quot;injection.heads&quot; is %1, which does not divide the text tower&apos;s token width of %2.</source>
        <translation>Das Feld „injection.heads“ ist %1 und teilt die Tokenbreite %2 des Textturms nicht.</translation>
    </message>
    <message>
        <source>The mapping network %1 does not say how it is built. Get the model again.</source>
        <translation>Das Abbildungsnetz %1 sagt nicht, wie es gebaut ist. Holen Sie das Modell noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::MarkFlow</name>
    <message>
        <source>Rating removed</source>
        <translation>Bewertung entfernt</translation>
    </message>
    <message>
        <source>Label changed</source>
        <translation>Farbmarkierung geändert</translation>
    </message>
    <message>
        <source>Tags and note changed</source>
        <translation>Schlagwörter und Notiz geändert</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln picture(s)</source>
        <translation>
            <numerusform>%1 · %Ln Bild</numerusform>
            <numerusform>%1 · %Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Rating</source>
        <translation>Be&amp;wertung</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>Far&amp;bmarkierung</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Keine Farbmarkierung</translation>
    </message>
    <message>
        <source>&amp;Tags and note…</source>
        <translation>Schlagwörter und Noti&amp;z …</translation>
    </message>
</context>
<context>
    <name>semblance::MeasurementTable</name>
    <message>
        <source>Speed and loss by precision</source>
        <translation>Tempo und Verlust je Genauigkeit</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Pictures
a second</source>
        <translation>Bilder je
Sekunde</translation>
    </message>
    <message>
        <source>Sentences
a second</source>
        <translation>Sätze je
Sekunde</translation>
    </message>
    <message>
        <source>Like fp32
(cosine)</source>
        <translation>Wie fp32
(Kosinus)</translation>
    </message>
    <message>
        <source>Same
neighbours</source>
        <translation>Gleiche
Nachbarn</translation>
    </message>
</context>
<context>
    <name>semblance::MessageStrip</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>Art der Meldung</translation>
    </message>
    <message>
        <source>What to do about it</source>
        <translation>Was dagegen zu tun ist</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Die Meldung schließen</translation>
    </message>
    <message>
        <source>Close the message (Esc)</source>
        <translation>Die Meldung schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>semblance::Messages</name>
    <message>
        <source>Semblance&apos;s programs no longer understand each other; reinstall them together.</source>
        <translation>Die Programme von Semblance verstehen einander nicht mehr; installieren Sie sie gemeinsam neu.</translation>
    </message>
</context>
<context>
    <name>semblance::MiniFamily</name>
    <message>
        <source>The manifest of the model %1 wants %2 pieces a sentence, its text tower takes %3.</source>
        <translation>Das Manifest des Modells %1 verlangt %2 Wortteile je Satz, sein Textturm nimmt %3.</translation>
    </message>
</context>
<context>
    <name>semblance::MixSlider</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>How much the picture and how much the sentence counts. Double-click for the model&apos;s own balance.</source>
        <translation>Wie viel das Bild zählt und wie viel der Satz. Ein Doppelklick stellt das Verhältnis des Modells her.</translation>
    </message>
    <message>
        <source>Picture or sentence</source>
        <translation>Bild oder Satz</translation>
    </message>
    <message>
        <source>Balance of picture and sentence</source>
        <translation>Verhältnis von Bild und Satz</translation>
    </message>
    <message>
        <source>%1 % picture, %2 % sentence</source>
        <translation>%1 % Bild, %2 % Satz</translation>
    </message>
</context>
<context>
    <name>semblance::ModelDetails</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The chosen model</source>
        <translation>Das gewählte Modell</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>State of the model</source>
        <translation>Zustand des Modells</translation>
    </message>
    <message>
        <source>Remove the model?</source>
        <translation>Das Modell entfernen?</translation>
    </message>
    <message>
        <source>Keep the model</source>
        <translation>Das Modell behalten</translation>
    </message>
    <message>
        <source>Keep the model (Esc)</source>
        <translation>Das Modell behalten (Esc)</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Picture part</source>
        <translation>Bildteil</translation>
    </message>
    <message>
        <source>Sentence part</source>
        <translation>Satzteil</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Composition</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>Rechnet in</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>In this library</source>
        <translation>In dieser Bibliothek</translation>
    </message>
    <message>
        <source>Identity of the model</source>
        <translation>Kennung des Modells</translation>
    </message>
    <message>
        <source>Computed from all of the model&apos;s parts: it names the vectors it makes</source>
        <translation>Aus allen Teilen des Modells berechnet: Sie benennt die Vektoren, die es macht</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Folder of the model</source>
        <translation>Ordner des Modells</translation>
    </message>
    <message>
        <source>The model&apos;s files lie here</source>
        <translation>Hier liegen die Dateien des Modells</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder of the model</source>
        <translation>Den Ordner des Modells öffnen</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Open the model card</source>
        <translation>Die Modellkarte öffnen</translation>
    </message>
    <message>
        <source>What its makers say of the model (README.md in its folder)</source>
        <translation>Was seine Urheber über das Modell sagen (README.md in seinem Ordner)</translation>
    </message>
    <message>
        <source>Encode the library with “%1” in the background and search with it then</source>
        <translation>Die Bibliothek im Hintergrund mit „%1“ kodieren und danach mit ihm suchen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Check the model</source>
        <translation>Das Modell prüfen</translation>
    </message>
    <message>
        <source>Test “%1” with a short run: does it compute well, and how fast</source>
        <translation>„%1“ mit einem kurzen Lauf prüfen: Rechnet es richtig, und wie schnell?</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>&amp;Free its vectors…</source>
        <translation>&amp;Vektoren freigeben …</translation>
    </message>
    <message>
        <source>Remove the model</source>
        <translation>Das Modell entfernen</translation>
    </message>
    <message>
        <source>Free the model&apos;s vectors</source>
        <translation>Die Vektoren des Modells freigeben</translation>
    </message>
    <message>
        <source>Delete the files of “%1” and its vectors (Delete)</source>
        <translation>Die Dateien von „%1“ und seine Vektoren löschen (Entf)</translation>
    </message>
    <message>
        <source>Delete the vectors of “%1” in this library (Delete)</source>
        <translation>Die Vektoren von „%1“ in dieser Bibliothek löschen (Entf)</translation>
    </message>
    <message>
        <source>%1, %2 × %2 pixels</source>
        <translation>%1, %2 × %2 Pixel</translation>
    </message>
    <message>
        <source>%1, up to %2 pieces of words</source>
        <translation>%1, bis zu %2 Wortteile</translation>
    </message>
    <message>
        <source>%1 dimensions</source>
        <translation>%1 Dimensionen</translation>
    </message>
    <message>
        <source>Learned: picture and sentence become one vector</source>
        <translation>Gelernt: Bild und Satz werden ein Vektor</translation>
    </message>
    <message>
        <source>Not learned: mixes the vectors of picture and sentence, %1 % sentence where the slider begins</source>
        <translation>Nicht gelernt: mischt die Vektoren von Bild und Satz; der Regler beginnt bei %1 % Satz</translation>
    </message>
    <message>
        <source>%1 on the %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln file(s)</source>
        <translation>
            <numerusform>%1 in %Ln Datei</numerusform>
            <numerusform>%1 in %Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of vectors</source>
        <translation>%1 Vektoren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Remove the model now</source>
        <translation>Das Modell jetzt entfernen</translation>
    </message>
    <message>
        <source>Free its vectors now</source>
        <translation>Seine Vektoren jetzt freigeben</translation>
    </message>
</context>
<context>
    <name>semblance::ModelEntries</name>
    <message>
        <source>This model is gone. Import it again, or free what the library keeps of it.</source>
        <translation>Dieses Modell ist verschwunden. Importieren Sie es neu, oder geben Sie frei, was die Bibliothek von ihm aufhebt.</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos;.</source>
        <translation>Ein Modell „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>The library uses the model &apos;%1&apos;. Change it to another model first.</source>
        <translation>Die Bibliothek verwendet das Modell „%1“. Wechseln Sie zuerst zu einem anderen.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; answers searches until the library&apos;s pictures are encoded with the other one. Remove it then.</source>
        <translation>Das Modell „%1“ beantwortet Suchen, bis die Bilder der Bibliothek mit dem anderen kodiert sind. Entfernen Sie es dann.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; was not imported: its files are yours to remove. What the library keeps of it can be freed.</source>
        <translation>Das Modell „%1“ wurde nicht importiert: Seine Dateien zu entfernen ist Ihre Sache. Was die Bibliothek von ihm aufhebt, kann freigegeben werden.</translation>
    </message>
    <message>
        <source>The library has no vectors of a model &apos;%1&apos;.</source>
        <translation>Die Bibliothek hat keine Vektoren eines Modells „%1“.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelFolder</name>
    <message>
        <source>There is no model &apos;%1&apos;: a model is a folder with a model.json or, from Hugging Face, with a config.json or open_clip_config.json; or the name of a known one.</source>
        <translation>Es gibt kein Modell „%1“: Ein Modell ist ein Ordner mit einer model.json oder, von Hugging Face, mit einer config.json oder open_clip_config.json; oder der Name eines bekannten.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelImport</name>
    <message>
        <source>%1 cannot be written. Is the disk full, or the folder protected?</source>
        <translation>%1 kann nicht geschrieben werden. Ist der Datenträger voll oder der Ordner geschützt?</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Einen Ordner %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The model in %1 has its weights in another folder, %2. Put them together first.</source>
        <translation>Das Modell in %1 hat seine Gewichte in einem anderen Ordner, %2. Legen Sie zuerst alles zusammen.</translation>
    </message>
    <message>
        <source>The files in %1 changed while they were copied. Wait until they are complete, then import the folder again.</source>
        <translation>Die Dateien in %1 änderten sich, während sie kopiert wurden. Warten Sie, bis sie vollständig sind, und importieren Sie den Ordner dann noch einmal.</translation>
    </message>
    <message>
        <source>The model needs %1 MB, but only %2 MB are free where models are kept (%3). Free some space and import it again.</source>
        <translation>Das Modell braucht %1 MB, aber wo Modelle liegen (%3), sind nur %2 MB frei. Schaffen Sie Platz und importieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The model&apos;s file %1 cannot be read.</source>
        <translation>Die Datei %1 des Modells kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 holds no model: it has neither a config.json or open_clip_config.json, as models from Hugging Face have, nor a model.json. Choose the folder with the model&apos;s files, and get all of them.</source>
        <translation>%1 enthält kein Modell: weder eine Datei config.json oder open_clip_config.json, wie Modelle von Hugging Face sie haben, noch model.json. Wählen Sie den Ordner mit den Dateien des Modells, und holen Sie alle.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelInspection</name>
    <message>
        <source>The search engine stopped while it looked at the model in %1. It may need more memory than there is; close other programs and try again.</source>
        <translation>Das Rechenwerk der Suche hielt an, während es das Modell in %1 ansah. Vielleicht braucht es mehr Speicher, als da ist; schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelListModel</name>
    <message>
        <source>%1 dimensions</source>
        <translation>%1 Dimensionen</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Not imported: it is used where it lies</source>
        <translation>Nicht importiert: Es wird verwendet, wo es liegt</translation>
    </message>
</context>
<context>
    <name>semblance::ModelLoader</name>
    <message>
        <source>The model %1 is of the kind &quot;%2&quot;, which this version of Semblance does not know.</source>
        <translation>Das Modell %1 ist von der Art „%2“, die diese Version von Semblance nicht kennt.</translation>
    </message>
    <message>
        <source>The vocabulary of the model %1 has %2 pieces, its network takes %3: they do not belong together.</source>
        <translation>Das Vokabular des Modells %1 hat %2 Stücke, sein Netz nimmt %3: Sie gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The vocabularies of the model %1 have %2 and %3 pieces: they do not belong to its networks.</source>
        <translation>Die Vokabulare des Modells %1 haben %2 und %3 Stücke: Sie gehören nicht zu seinen Netzen.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelManifest</name>
    <message>
        <source>The model %1 lacks its file %2. Get the model again.</source>
        <translation>Dem Modell %1 fehlt die Datei %2. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The model file %1 is damaged: it differs from what the model&apos;s manifest says. Get the model again.</source>
        <translation>Die Modelldatei %1 ist beschädigt: Sie weicht vom Manifest des Modells ab. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The model in %1 was made for a newer version of Semblance (format %2, this version reads %3). Update Semblance.</source>
        <translation>Das Modell in %1 wurde für eine neuere Version von Semblance gemacht (Format %2, diese Version liest %3). Aktualisieren Sie Semblance.</translation>
    </message>
    <message>
        <source>The model manifest %1 has a missing or wrong field: %2.</source>
        <translation>Im Manifest %1 des Modells fehlt ein Feld oder ist falsch: %2.</translation>
    </message>
    <message>
        <source>The manifest of the model %1 names no part &quot;%2&quot;.</source>
        <translation>Das Manifest des Modells %1 nennt keinen Teil „%2“.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelNames</name>
    <message>
        <source>A model cannot be called &apos;%1&apos;. Take for example &apos;%2&apos;.</source>
        <translation>Ein Modell kann nicht „%1“ heißen. Nehmen Sie zum Beispiel „%2“.</translation>
    </message>
    <message>
        <source>There is a model &apos;%1&apos; already. Choose another name.</source>
        <translation>Ein Modell „%1“ gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelReport</name>
    <message>
        <source>The report on the model is incomplete. Install Semblance again.</source>
        <translation>Der Bericht über das Modell ist unvollständig. Installieren Sie Semblance neu.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelSession</name>
    <message>
        <source>The model &apos;%1&apos;, with which this library&apos;s pictures are encoded, is gone. Import it again, or choose another model.</source>
        <translation>Das Modell „%1“, mit dem die Bilder dieser Bibliothek kodiert sind, ist verschwunden. Importieren Sie es neu, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; is another one now than the one this library&apos;s pictures are encoded with.</source>
        <translation>Das Modell „%1“ ist jetzt ein anderes als das, mit dem die Bilder dieser Bibliothek kodiert sind.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelStanding</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Searches are answered with this model until “%1” has caught up.</source>
        <translation>Suchen werden mit diesem Modell beantwortet, bis „%1“ aufgeholt hat.</translation>
    </message>
    <message>
        <source>Searches are answered with this model.</source>
        <translation>Suchen werden mit diesem Modell beantwortet.</translation>
    </message>
    <message>
        <source>The library is being encoded with this model: %1.</source>
        <translation>Die Bibliothek wird mit diesem Modell kodiert: %1.</translation>
    </message>
    <message>
        <source>Encoding the library with this model was stopped: %1.</source>
        <translation>Das Kodieren der Bibliothek mit diesem Modell wurde angehalten: %1.</translation>
    </message>
    <message>
        <source>Until the rest is done, searches are answered with “%1”.</source>
        <translation>Bis der Rest fertig ist, werden Suchen mit „%1“ beantwortet.</translation>
    </message>
    <message>
        <source>Nobody has looked at this model yet.</source>
        <translation>Dieses Modell wurde noch nicht angesehen.</translation>
    </message>
    <message>
        <source>Not in use.</source>
        <translation>Nicht in Gebrauch.</translation>
    </message>
    <message>
        <source>Not in use. It has encoded all pictures: switching to it is at once.</source>
        <translation>Nicht in Gebrauch. Es hat alle Bilder kodiert: Der Wechsel zu ihm geht sofort.</translation>
    </message>
    <message>
        <source>Not in use. Encoding %1 takes %2 in the background; searching goes on meanwhile.</source>
        <translation>Nicht in Gebrauch. Zu kodieren: %1; das dauert %2 im Hintergrund, und die Suche geht weiter.</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>still in use</source>
        <translation>noch in Gebrauch</translation>
    </message>
    <message>
        <source>encoding, %1</source>
        <translation>kodiert, %1</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>hält bei %1</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>Dieses Modell &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Keep using this model</source>
        <translation>Bei diesem Modell &amp;bleiben</translation>
    </message>
    <message>
        <source>&amp;Go on encoding</source>
        <translation>&amp;Weiter kodieren</translation>
    </message>
    <message>
        <source>being checked</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>“%1” answers the searches now. Use another model, and wait until it has encoded the library, before removing this one.</source>
        <translation>„%1“ beantwortet jetzt die Suchen. Verwenden Sie ein anderes Modell und warten Sie, bis es die Bibliothek kodiert hat, bevor Sie dieses entfernen.</translation>
    </message>
    <message>
        <source>The library is on its way to “%1”. Use another model before removing this one.</source>
        <translation>Die Bibliothek ist auf dem Weg zu „%1“. Verwenden Sie ein anderes Modell, bevor Sie dieses entfernen.</translation>
    </message>
    <message>
        <source>Free the %1 of vectors that “%2” has in this library? To use it again, the pictures are encoded anew. The model itself stays.</source>
        <translation>Die Vektoren (%1) freigeben, die „%2“ in dieser Bibliothek hat? Um es wieder zu verwenden, werden die Bilder neu kodiert. Das Modell selbst bleibt.</translation>
    </message>
    <message>
        <source>Remove “%1”? That frees %2. The folder it was imported from stays as it is.</source>
        <translation>„%1“ entfernen? Das gibt %2 frei. Der Ordner, aus dem es kam, bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Remove “%1”? That frees %2: %3 of the model and %4 of its vectors in this library. The folder it was imported from stays as it is.</source>
        <translation>„%1“ entfernen? Das gibt %2 frei: %3 des Modells und %4 seiner Vektoren in dieser Bibliothek. Der Ordner, aus dem es kam, bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Searches are answered with this model. Encoded so far: %1.</source>
        <translation>Suchen werden mit diesem Modell beantwortet. Bisher kodiert: %1.</translation>
    </message>
    <message>
        <source>Not in use. To be encoded in the background, while searching goes on: %1.</source>
        <translation>Nicht in Gebrauch. Im Hintergrund zu kodieren, während die Suche weitergeht: %1.</translation>
    </message>
    <message>
        <source>%1 of %2 pictures</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
</context>
<context>
    <name>semblance::ModelStore</name>
    <message>
        <source>The folder for models, %1, cannot be made. Check its permissions.</source>
        <translation>Der Ordner für Modelle, %1, kann nicht angelegt werden. Prüfen Sie seine Rechte.</translation>
    </message>
    <message>
        <source>A model is being imported or removed already. Try again when that is done.</source>
        <translation>Es wird schon ein Modell importiert oder entfernt. Versuchen Sie es noch einmal, wenn das fertig ist.</translation>
    </message>
    <message>
        <source>The folder for models, %1, cannot be written to. Is the disk full, or the folder protected?</source>
        <translation>In den Ordner für Modelle, %1, kann nicht geschrieben werden. Ist der Datenträger voll oder der Ordner geschützt?</translation>
    </message>
    <message>
        <source>The files of this model are gone. Remove it, and import it again if you need it.</source>
        <translation>Die Dateien dieses Modells sind verschwunden. Entfernen Sie es, und importieren Sie es neu, wenn Sie es brauchen.</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos;. There are: %2.</source>
        <translation>Ein Modell „%1“ gibt es nicht. Es gibt: %2.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; comes with the program and cannot be removed.</source>
        <translation>Das Modell „%1“ gehört zum Programm und kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; cannot be removed now. Close other programs that use it, then try again.</source>
        <translation>Das Modell „%1“ kann jetzt nicht entfernt werden. Schließen Sie andere Programme, die es verwenden, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The files of this model are not what was imported any more: damaged or replaced. Remove it, and import it again.</source>
        <translation>Die Dateien dieses Modells sind nicht mehr, was importiert wurde: beschädigt oder ersetzt. Entfernen Sie es, und importieren Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelWording</name>
    <message>
        <source>Learned composition</source>
        <translation>Gelernte Verbindung</translation>
    </message>
    <message>
        <source>Mixes picture and sentence</source>
        <translation>Mischt Bild und Satz</translation>
    </message>
    <message>
        <source>about %1 pictures a second</source>
        <translation>etwa %1 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Licence not stated</source>
        <translation>Lizenz nicht genannt</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 Millionen</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>graphics processor (Metal)</source>
        <translation>Grafikprozessor (Metal)</translation>
    </message>
    <message>
        <source>None of the pictures yet</source>
        <translation>Noch keines der Bilder</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa %n Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>etwa %n Stunde</numerusform>
            <numerusform>etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the folder…</source>
        <translation>Der Ordner wird angesehen …</translation>
    </message>
    <message>
        <source>Looking at “%1”…</source>
        <translation>„%1“ wird angesehen …</translation>
    </message>
    <message>
        <source>Testing “%1” with a short run…</source>
        <translation>„%1“ wird mit einem kurzen Lauf geprüft …</translation>
    </message>
    <message>
        <source>Copying “%1”: %2 of %3</source>
        <translation>„%1“ wird kopiert: %2 von %3</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und weitere</translation>
    </message>
    <message>
        <source>%1 layers of %2</source>
        <translation>%1 Schichten zu %2</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln different picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>Alle %Ln verschiedenen Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 different pictures</source>
        <translation>%1 von %2 verschiedenen Bildern</translation>
    </message>
</context>
<context>
    <name>semblance::ModelWriter</name>
    <message>
        <source>%1 cannot be written. Is the disk full, or the folder protected?</source>
        <translation>%1 kann nicht geschrieben werden. Ist die Festplatte voll oder der Ordner geschützt?</translation>
    </message>
    <message>
        <source>%1 has other things in it than a model. Choose another folder.</source>
        <translation>%1 enthält anderes als ein Modell. Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelsFlow</name>
    <message>
        <source>“%1” was removed.</source>
        <translation>„%1“ wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 wurden freigegeben.</translation>
    </message>
    <message>
        <source>This model is there already: “%1”. Nothing was copied.</source>
        <translation>Dieses Modell ist schon da: „%1“. Es wurde nichts kopiert.</translation>
    </message>
    <message>
        <source>“%1” was imported and computes well. It can be used now.</source>
        <translation>„%1“ wurde importiert und rechnet richtig. Es kann jetzt verwendet werden.</translation>
    </message>
    <message>
        <source>The import was cancelled. Nothing of it was kept.</source>
        <translation>Der Import wurde abgebrochen. Nichts davon blieb zurück.</translation>
    </message>
    <message>
        <source>Searches are answered with “%1” now.</source>
        <translation>Suchen werden jetzt mit „%1“ beantwortet.</translation>
    </message>
    <message>
        <source>“%1” can be used.</source>
        <translation>„%1“ ist verwendbar.</translation>
    </message>
    <message>
        <source>“%1” computes well: %2.</source>
        <translation>„%1“ rechnet richtig: %2.</translation>
    </message>
    <message>
        <source>Searches will be answered with “%1” as soon as a library is open.</source>
        <translation>Suchen werden mit „%1“ beantwortet, sobald eine Bibliothek offen ist.</translation>
    </message>
    <message>
        <source>Loading “%1”…</source>
        <translation>„%1“ wird geladen …</translation>
    </message>
</context>
<context>
    <name>semblance::ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models and details</source>
        <translation>Modelle und Einzelheiten</translation>
    </message>
    <message>
        <source>Tools of the models</source>
        <translation>Werkzeuge der Modelle</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>Zurück zu den Bildern</translation>
    </message>
    <message>
        <source>Back to the pictures (Esc)</source>
        <translation>Zurück zu den Bildern (Esc)</translation>
    </message>
    <message>
        <source>What turns pictures and sentences into vectors that can be compared</source>
        <translation>Was aus Bildern und Sätzen Vektoren macht, die sich vergleichen lassen</translation>
    </message>
    <message>
        <source>&amp;Import folder…</source>
        <translation>Ordner &amp;importieren …</translation>
    </message>
    <message>
        <source>Import a model&apos;s folder</source>
        <translation>Den Ordner eines Modells importieren</translation>
    </message>
    <message>
        <source>List of models</source>
        <translation>Liste der Modelle</translation>
    </message>
    <message>
        <source>Details of the model</source>
        <translation>Einzelheiten des Modells</translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder</source>
        <translation>Den Ordner eines Modells wählen</translation>
    </message>
    <message>
        <source>Models worth &amp;trying…</source>
        <translation>&amp;Empfohlene Modelle …</translation>
    </message>
    <message>
        <source>Models worth trying</source>
        <translation>Empfohlene Modelle</translation>
    </message>
    <message>
        <source>Which models there are to fetch, how large they are and what they are good at</source>
        <translation>Welche Modelle sich holen lassen, wie groß sie sind und was sie gut können</translation>
    </message>
    <message>
        <source>Copy a model into Semblance. The folder, or its files, can be dropped here, too; they are only read.</source>
        <translation>Ein Modell in Semblance kopieren. Der Ordner oder seine Dateien können auch hierher gezogen werden; sie werden nur gelesen.</translation>
    </message>
    <message>
        <source>Larger models find more and need more time. CLIP and SigLIP models load as they come from Hugging Face, in its own layout or open_clip&apos;s: download a model&apos;s files into a folder, then import it or drop it here. Semblance itself never goes online.</source>
        <translation>Größere Modelle finden mehr und brauchen mehr Zeit. CLIP- und SigLIP-Modelle laufen so, wie sie von Hugging Face kommen, in dessen eigener Anordnung oder der von open_clip: Laden Sie die Dateien eines Modells in einen Ordner herunter und importieren Sie ihn oder ziehen Sie ihn hierher. Semblance selbst geht nie ins Netz.</translation>
    </message>
</context>
<context>
    <name>semblance::MonthScrubber</name>
    <message>
        <source>Years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>Drag to another year (Ctrl+Up and Ctrl+Down: another month)</source>
        <translation>Zu einem anderen Jahr ziehen (Strg+Pfeil auf und Strg+Pfeil ab: anderer Monat)</translation>
    </message>
    <message>
        <source>Month at the top</source>
        <translation>Oberster Monat</translation>
    </message>
</context>
<context>
    <name>semblance::OpenClip</name>
    <message>
        <source>%1 describes a model with the part &quot;%2&quot;, which Semblance does not read; it reads CLIP&apos;s and SigLIP&apos;s transformers.</source>
        <translation>%1 beschreibt ein Modell mit dem Teil „%2“, den Semblance nicht liest; es liest die Transformer von CLIP und SigLIP.</translation>
    </message>
    <message>
        <source>The model&apos;s %1 prepares pictures in a way that Semblance does not know: %2.</source>
        <translation>Die Datei %1 des Modells bereitet Bilder auf eine Weise vor, die Semblance nicht kennt: %2.</translation>
    </message>
</context>
<context>
    <name>semblance::Options</name>
    <message>
        <source>Finds pictures by a reference picture plus a sentence.</source>
        <translation>Findet Bilder mit einem Referenzbild und einem Satz.</translation>
    </message>
    <message>
        <source>The folder of the library to open or to make.</source>
        <translation>Der Ordner der Bibliothek, die geöffnet oder angelegt wird.</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>The model: a name or a folder.</source>
        <translation>Das Modell: ein Name oder ein Ordner.</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>MODELL</translation>
    </message>
    <message>
        <source>Ends once the window has been painted and the library opened.</source>
        <translation>Endet, sobald das Fenster gezeichnet und die Bibliothek geöffnet ist.</translation>
    </message>
    <message>
        <source>Prints “shown” when the window has been painted and “listed” with the number of pictures when they are there; for measurements.</source>
        <translation>Gibt „shown“ aus, wenn das Fenster gezeichnet ist, und „listed“ mit der Zahl der Bilder, wenn sie da sind; für Messungen.</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>PICTURE</source>
        <translation>BILD</translation>
    </message>
    <message>
        <source>A folder is added to the library; a picture becomes the reference to search by.</source>
        <translation>Ein Ordner wird zur Bibliothek hinzugefügt; ein Bild wird zur Referenz, mit der gesucht wird.</translation>
    </message>
    <message>
        <source>“%1” is neither a folder nor a picture.</source>
        <translation>„%1“ ist weder ein Ordner noch ein Bild.</translation>
    </message>
    <message>
        <source>Give one folder or picture at most; more can be added in the window.</source>
        <translation>Geben Sie höchstens einen Ordner oder ein Bild an; weitere können im Fenster hinzugefügt werden.</translation>
    </message>
</context>
<context>
    <name>semblance::PackageFile</name>
    <message>
        <source>%1 is not a library that Semblance exported. Choose a file that semblance-cli library export wrote.</source>
        <translation>%1 ist keine von Semblance exportierte Bibliothek. Wählen Sie eine Datei, die semblance-cli library export geschrieben hat.</translation>
    </message>
    <message>
        <source>%1 is damaged: nothing was taken from it. Export the library again, or copy the file again.</source>
        <translation>%1 ist beschädigt: Nichts wurde daraus übernommen. Exportieren Sie die Bibliothek noch einmal, oder kopieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>%1 was exported by a newer version of Semblance. Update Semblance to read it.</source>
        <translation>%1 wurde von einer neueren Version von Semblance exportiert. Aktualisieren Sie Semblance, um es zu lesen.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
</context>
<context>
    <name>semblance::PdfDecoder</name>
    <message>
        <source>The PDF file is protected by a password and cannot be shown.</source>
        <translation>Die PDF-Datei ist durch ein Kennwort geschützt und kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>There is no preview in the PostScript file that can be shown. Save it as PDF, or with a TIFF preview.</source>
        <translation>In der PostScript-Datei ist keine Vorschau, die sich zeigen lässt. Speichern Sie sie als PDF oder mit einer TIFF-Vorschau.</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoActions</name>
    <message>
        <source>No file manager could be started. The picture lies in “%1”.</source>
        <translation>Es konnte keine Dateiverwaltung gestartet werden. Das Bild liegt in „%1“.</translation>
    </message>
    <message>
        <source>“%1” is no longer there. Rescan its folder to bring the library up to date.</source>
        <translation>„%1“ ist nicht mehr da. Lesen Sie den Ordner neu ein, um die Bibliothek auf den neuesten Stand zu bringen.</translation>
    </message>
    <message>
        <source>“%1” lies on a disk that is not connected. Plug it in and try again.</source>
        <translation>„%1“ liegt auf einem Datenträger, der nicht angeschlossen ist. Schließen Sie ihn an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The system has no program to open “%1” with. Choose one in the file manager.</source>
        <translation>Das System kennt kein Programm, um „%1“ zu öffnen. Wählen Sie eines in der Dateiverwaltung.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) copied</source>
        <translation>
            <numerusform>%n Bild kopiert</numerusform>
            <numerusform>%n Bilder kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n Pfad kopiert</numerusform>
            <numerusform>%n Pfade kopiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::PhotoCommands</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Show %1 in the file manager</source>
        <translation>%1 im Dateimanager zeigen</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoGrid</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Enter uses the picture as a reference, Space shows it large.</source>
        <translation>Die Eingabetaste verwendet das Bild als Referenz, die Leertaste zeigt es groß.</translation>
    </message>
    <message>
        <source>Good matches end here</source>
        <translation>Hier enden die guten Treffer</translation>
    </message>
    <message>
        <source>Nothing fits well; these are the nearest</source>
        <translation>Nichts passt gut; dies kommt am nächsten</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoListModel</name>
    <message>
        <source>Similarity %1</source>
        <translation>Ähnlichkeit %1</translation>
    </message>
    <message>
        <source>Its disk is not connected. Plug it in to open the picture.</source>
        <translation>Sein Datenträger ist nicht angeschlossen. Schließen Sie ihn an, um das Bild zu öffnen.</translation>
    </message>
    <message>
        <source>%1, picture %2 of %3</source>
        <translation>%1, Bild %2 von %3</translation>
    </message>
    <message>
        <source>its disk is not connected</source>
        <translation>sein Datenträger ist nicht angeschlossen</translation>
    </message>
    <message>
        <source>The disk “%1” is not connected. Plug it in to open the picture.</source>
        <translation>Der Datenträger „%1“ ist nicht angeschlossen. Schließen Sie ihn an, um das Bild zu öffnen.</translation>
    </message>
    <message>
        <source>Video, %1</source>
        <translation>Video, %1</translation>
    </message>
    <message>
        <source>It is no longer in the library.</source>
        <translation>Es ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>no longer in the library</source>
        <translation>nicht mehr in der Bibliothek</translation>
    </message>
    <message>
        <source>a weak match</source>
        <translation>ein schwacher Treffer</translation>
    </message>
    <message numerus="yes">
        <source>%Ln copies folded</source>
        <translation>
            <numerusform>%Ln Kopie zusammengefasst</numerusform>
            <numerusform>%Ln Kopien zusammengefasst</numerusform>
        </translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Trefferwert %1</translation>
    </message>
    <message>
        <source>%1, rank %2 of %3</source>
        <translation>%1, Rang %2 von %3</translation>
    </message>
    <message>
        <source>a fair match</source>
        <translation>ein brauchbarer Treffer</translation>
    </message>
    <message>
        <source>a good match</source>
        <translation>ein guter Treffer</translation>
    </message>
    <message>
        <source>a very good match</source>
        <translation>ein sehr guter Treffer</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) higher than in the other answer</source>
        <translation>
            <numerusform>%Ln Platz höher als in der anderen Antwort</numerusform>
            <numerusform>%Ln Plätze höher als in der anderen Antwort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) lower than in the other answer</source>
        <translation>
            <numerusform>%Ln Platz tiefer als in der anderen Antwort</numerusform>
            <numerusform>%Ln Plätze tiefer als in der anderen Antwort</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the other answer</source>
        <translation>nicht in der anderen Antwort</translation>
    </message>
    <message>
        <source>could not be read: %1</source>
        <translation>nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoMonth</name>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>A month and its year, as QLocale::toString() takes it.</extracomment>
        <translation>MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>semblance::Picture</name>
    <message>
        <source>This is not a picture, or it is damaged from its first bytes on.</source>
        <translation>Das ist kein Bild, oder es ist von den ersten Bytes an beschädigt.</translation>
    </message>
    <message>
        <source>The %1 picture cannot be decoded; it is damaged or of a rare kind.</source>
        <translation>Das %1-Bild kann nicht dekodiert werden; es ist beschädigt oder von seltener Art.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
</context>
<context>
    <name>semblance::PictureDrop</name>
    <message>
        <source>Only pictures on this computer can be references: nothing is fetched from the internet. Copy the picture itself instead of its link, or save it first.</source>
        <translation>Nur Bilder auf diesem Rechner können Referenzen sein: Aus dem Internet wird nichts geholt. Kopieren Sie das Bild selbst statt seiner Adresse, oder speichern Sie es zuerst.</translation>
    </message>
    <message>
        <source>There is no picture in what was pasted. Copy a picture or a file.</source>
        <translation>In der Zwischenablage ist kein Bild. Kopieren Sie ein Bild oder eine Datei.</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>The pasted picture could not be kept in the temporary folder “%1”. Make room there and paste again.</source>
        <translation>Das eingefügte Bild konnte nicht im temporären Ordner „%1“ abgelegt werden. Schaffen Sie dort Platz und fügen Sie es noch einmal ein.</translation>
    </message>
    <message>
        <source>“%1” is a folder. Add it to the library to search its pictures, or take one of them as the reference.</source>
        <translation>„%1“ ist ein Ordner. Fügen Sie ihn der Bibliothek hinzu, um seine Bilder zu durchsuchen, oder nehmen Sie eines davon als Referenz.</translation>
    </message>
    <message>
        <source>“%1” is no longer there. Copy the picture again.</source>
        <translation>„%1“ ist nicht mehr da. Kopieren Sie das Bild noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::PictureFile</name>
    <message>
        <source>The file could not be read to its end. Its disk may have a fault; check it, and try again.</source>
        <translation>Die Datei konnte nicht bis zum Ende gelesen werden. Ihr Laufwerk hat vielleicht einen Fehler; prüfen Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file needs more memory than one picture may take.</source>
        <translation>Die Datei braucht mehr Speicher, als ein Bild belegen darf.</translation>
    </message>
    <message>
        <source>The file was being written while it was read. It is tried again at the next scan.</source>
        <translation>Die Datei wurde geschrieben, während sie gelesen wurde. Sie wird beim nächsten Durchgang noch einmal versucht.</translation>
    </message>
    <message>
        <source>The file is too large: %1, where %2 is the limit.</source>
        <translation>Die Datei ist zu groß: %1, wo %2 die Grenze ist.</translation>
    </message>
    <message>
        <source>The file changed while it was decoded. It is tried again at the next scan.</source>
        <translation>Die Datei änderte sich, während sie entschlüsselt wurde. Beim nächsten Einlesen wird es wieder versucht.</translation>
    </message>
</context>
<context>
    <name>semblance::PictureMosaic</name>
    <message>
        <source>Some of the pictures</source>
        <translation>Einige der Bilder</translation>
    </message>
</context>
<context>
    <name>semblance::PictureView</name>
    <message>
        <source>Large picture</source>
        <translation>Großes Bild</translation>
    </message>
</context>
<context>
    <name>semblance::PicturesOffer</name>
    <message>
        <source>Add my pictures (%L1)</source>
        <translation>Meine Bilder hinzufügen (%L1)</translation>
    </message>
</context>
<context>
    <name>semblance::Pixels</name>
    <message>
        <source>The picture could not be resized or turned.</source>
        <translation>Das Bild konnte nicht verkleinert oder gedreht werden.</translation>
    </message>
</context>
<context>
    <name>semblance::PlaceQuestionBox</name>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>A folder at a new place</source>
        <translation>Ein Ordner an einem neuen Ort</translation>
    </message>
    <message>
        <source>This looks like your folder “%1” at a new place: %2 of %3 files. Use it?</source>
        <translation>Das sieht aus wie Ihr Ordner „%1“ an einem neuen Ort: %2 von %3 Dateien. Verwenden?</translation>
    </message>
    <message>
        <source>Before: %1
Now: %2</source>
        <translation>Vorher: %1
Jetzt: %2</translation>
    </message>
    <message>
        <source>New place: %1</source>
        <translation>Neuer Ort: %1</translation>
    </message>
    <message>
        <source>Use the folder at its new place</source>
        <translation>Den Ordner an seinem neuen Ort verwenden</translation>
    </message>
    <message>
        <source>Nothing is indexed again</source>
        <translation>Nichts wird noch einmal indiziert</translation>
    </message>
    <message>
        <source>Add as a new folder</source>
        <translation>Als neuen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add it as a new folder</source>
        <translation>Ihn als neuen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Do not add it</source>
        <translation>Nicht hinzufügen</translation>
    </message>
    <message>
        <source>Do not add it (Esc)</source>
        <translation>Nicht hinzufügen (Esc)</translation>
    </message>
</context>
<context>
    <name>semblance::Precision</name>
    <message>
        <source>There is no precision &quot;%1&quot;: it can be auto, fp32, bf16 or int8.</source>
        <translation>Eine Genauigkeit „%1“ gibt es nicht: Möglich sind auto, fp32, bf16 und int8.</translation>
    </message>
</context>
<context>
    <name>semblance::PreviewDecoder</name>
    <message>
        <source>There is no preview in the %1 file that can be shown; the program that saved it left it out, or the file is damaged.</source>
        <translation>In der %1-Datei ist keine Vorschau, die sich zeigen lässt: Das Programm, das sie gespeichert hat, hat sie weggelassen, oder die Datei ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>semblance::Prompts</name>
    <message>
        <source>Sentence %1 is blank: it has no meaning to be learnt or searched for.</source>
        <translation>Satz %1 ist leer: Er hat keine Bedeutung, die sich lernen oder suchen ließe.</translation>
    </message>
</context>
<context>
    <name>semblance::PsdDecoder</name>
    <message>
        <source>The program that saved this Photoshop file left the whole picture out of it. Save it again with &quot;Maximize Compatibility&quot;.</source>
        <translation>Das Programm, das diese Photoshop-Datei gespeichert hat, hat das Gesamtbild weggelassen. Speichern Sie sie noch einmal mit „Kompatibilität maximieren“.</translation>
    </message>
</context>
<context>
    <name>semblance::Query</name>
    <message>
        <source>A weight must be a number above 0.</source>
        <translation>Ein Gewicht muss eine Zahl über 0 sein.</translation>
    </message>
    <message>
        <source>A reference must be one picture: a file or a pasted picture.</source>
        <translation>Eine Referenz muss genau ein Bild sein: eine Datei oder ein eingefügtes Bild.</translation>
    </message>
    <message>
        <source>The chosen region must lie inside the picture and not be empty.</source>
        <translation>Der gewählte Ausschnitt muss im Bild liegen und darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The mix of picture and sentence must be a number from 0 to 1.</source>
        <translation>Das Verhältnis von Bild und Satz muss eine Zahl von 0 bis 1 sein.</translation>
    </message>
    <message>
        <source>The number of results must be at least 1.</source>
        <translation>Die Zahl der Ergebnisse muss mindestens 1 sein.</translation>
    </message>
    <message>
        <source>A modification needs a reference picture: add one, or search by words alone.</source>
        <translation>Eine Änderung braucht ein Referenzbild: Fügen Sie eines hinzu, oder suchen Sie nur mit Wörtern.</translation>
    </message>
    <message>
        <source>There is nothing to look for: give a picture, a sentence or both.</source>
        <translation>Es gibt nichts zu suchen: Geben Sie ein Bild, einen Satz oder beides an.</translation>
    </message>
    <message>
        <source>A query takes at most %1 pictures, exclusions and marked results each.</source>
        <translation>Eine Anfrage nimmt höchstens je %1 Bilder, Ausschlüsse und markierte Ergebnisse.</translation>
    </message>
</context>
<context>
    <name>semblance::QueryBar</name>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Drop a picture here, write a sentence, or both</source>
        <translation>Ein Bild hierher ziehen, einen Satz schreiben, oder beides</translation>
    </message>
    <message>
        <source>Reference pictures and sentence</source>
        <translation>Referenzbilder und Satz</translation>
    </message>
    <message>
        <source>Add a reference picture</source>
        <translation>Ein Referenzbild hinzufügen</translation>
    </message>
    <message>
        <source>Add a reference picture (Ctrl+O); or drop one here, or paste one</source>
        <translation>Ein Referenzbild hinzufügen (Strg+O); oder eines hierher ziehen oder einfügen</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>What to find, or what should be different from the reference (Ctrl+F)</source>
        <translation>Was zu finden ist, oder was anders sein soll als in der Referenz (Strg+F)</translation>
    </message>
    <message>
        <source>Clear the query</source>
        <translation>Die Anfrage leeren</translation>
    </message>
    <message>
        <source>Clear the query and show all pictures (Ctrl+L)</source>
        <translation>Die Anfrage leeren und alle Bilder zeigen (Strg+L)</translation>
    </message>
    <message>
        <source>Hint about the sentence</source>
        <translation>Hinweis zum Satz</translation>
    </message>
    <message numerus="yes">
        <source>A query holds up to %n reference picture(s). Take one out first.</source>
        <translation>
            <numerusform>Eine Anfrage fasst höchstens %n Referenzbild. Nehmen Sie es zuerst heraus.</numerusform>
            <numerusform>Eine Anfrage fasst höchstens %n Referenzbilder. Nehmen Sie zuerst eines heraus.</numerusform>
        </translation>
    </message>
    <message>
        <source>What should be different? For example: in green</source>
        <translation>Was soll anders sein? Auf Englisch, zum Beispiel: in green</translation>
    </message>
    <message>
        <source>Describe a picture, or drop one here</source>
        <translation>Ein Bild beschreiben (auf Englisch) oder hierher ziehen</translation>
    </message>
    <message>
        <source>Choose reference pictures</source>
        <translation>Referenzbilder wählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>Die Modelle zeigen</translation>
    </message>
    <message>
        <source>See, import and choose the models that pictures are compared with (Ctrl+Shift+M)</source>
        <translation>Die Modelle sehen, importieren und wählen, mit denen Bilder verglichen werden (Strg+Umschalt+M)</translation>
    </message>
    <message>
        <source>The model reads English; most of this sentence is unknown to it.</source>
        <translation>Das Modell liest Englisch; der größte Teil dieses Satzes ist ihm unbekannt.</translation>
    </message>
    <message>
        <source>Use a model that reads more languages</source>
        <translation>Ein mehrsprachiges Modell verwenden</translation>
    </message>
    <message numerus="yes">
        <source>A query holds up to %n marked picture(s). Take some out first.</source>
        <translation>
            <numerusform>Eine Anfrage fasst höchstens %n markiertes Bild. Nehmen Sie es zuerst heraus.</numerusform>
            <numerusform>Eine Anfrage fasst höchstens %n markierte Bilder. Nehmen Sie zuerst einige heraus.</numerusform>
        </translation>
    </message>
    <message>
        <source>“Less like this” counts as soon as there is something to look for.</source>
        <translation>„Weniger wie dieses“ zählt, sobald es etwas zu suchen gibt.</translation>
    </message>
</context>
<context>
    <name>semblance::QueryEncoder</name>
    <message>
        <source>The reference %1 cannot be used. %2</source>
        <translation>Die Referenz %1 kann nicht verwendet werden. %2</translation>
    </message>
    <message>
        <source>The query is too large to be answered; shorten it.</source>
        <translation>Die Suche ist zu groß, um beantwortet zu werden; kürzen Sie sie.</translation>
    </message>
</context>
<context>
    <name>semblance::QueryJson</name>
    <message>
        <source>The field &quot;%1&quot; must be %2.</source>
        <translation>Das Feld „%1“ muss %2 sein.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is not known: use %2.</source>
        <translation>Das Feld „%1“ ist nicht bekannt: Verwenden Sie %2.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a picture&apos;s bytes in base64</source>
        <translation>die Bytes eines Bildes in Base64</translation>
    </message>
    <message>
        <source>a list of four numbers: x, y, width, height</source>
        <translation>eine Liste von vier Zahlen: x, y, Breite, Höhe</translation>
    </message>
    <message>
        <source>a path, an object with a path, or a list of them</source>
        <translation>ein Pfad, ein Objekt mit einem Pfad oder eine Liste davon</translation>
    </message>
    <message>
        <source>a text, an object with a text, or a list of them</source>
        <translation>ein Text, ein Objekt mit einem Text oder eine Liste davon</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>&quot;more&quot; or &quot;less&quot;</source>
        <translation>„more“ oder „less“</translation>
    </message>
    <message>
        <source>a list of objects</source>
        <translation>eine Liste von Objekten</translation>
    </message>
    <message>
        <source>a number from 0 to 1</source>
        <translation>eine Zahl von 0 bis 1</translation>
    </message>
</context>
<context>
    <name>semblance::QueryText</name>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) more or less like it</source>
        <translation>
            <numerusform>mehr oder weniger wie %n Bild</numerusform>
            <numerusform>mehr oder weniger wie %n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Alle Bilder</translation>
    </message>
</context>
<context>
    <name>semblance::RawPicture</name>
    <message>
        <source>The picture claims to be %1 x %2 pixels large; at most %3 million pixels are read.</source>
        <translation>Das Bild gibt sich als %1 x %2 Pixel groß aus; höchstens %3 Millionen Pixel werden gelesen.</translation>
    </message>
    <message>
        <source>The picture of %1 x %2 pixels needs more memory than one picture may take.</source>
        <translation>Das Bild mit %1 x %2 Pixeln braucht mehr Speicher, als ein Bild nehmen darf.</translation>
    </message>
</context>
<context>
    <name>semblance::Recognition</name>
    <message>
        <source>The folder is not in the library any more.</source>
        <translation>Der Ordner ist nicht mehr in der Bibliothek.</translation>
    </message>
</context>
<context>
    <name>semblance::RecommendedDialog</name>
    <message>
        <source>Models worth trying</source>
        <translation>Empfohlene Modelle</translation>
    </message>
    <message>
        <source>Semblance itself never goes online: fetch a model&apos;s files with your browser, put them into one folder and drop it on the page of models. How fast it is here is measured then; those above 2 GB are slow without a graphics card.</source>
        <translation>Semblance selbst geht nie ins Netz: Holen Sie die Dateien eines Modells mit Ihrem Browser, legen Sie sie in einen Ordner und ziehen Sie diesen auf die Seite der Modelle. Wie schnell es hier ist, wird dann gemessen; Modelle über 2 GB sind ohne Grafikkarte langsam.</translation>
    </message>
    <message>
        <source>Files to fetch</source>
        <translation>Benötigte Dateien</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>&amp;Open its page in the browser</source>
        <translation>Seite im Browser ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open the model&apos;s page in the browser</source>
        <translation>Die Seite des Modells im Browser öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Good at</source>
        <translation>Stärken</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Files to fetch: %1</source>
        <translation>Benötigte Dateien: %1</translation>
    </message>
</context>
<context>
    <name>semblance::RecommendedModels</name>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>more than 100</source>
        <translation>mehr als 100</translation>
    </message>
    <message>
        <source>photos of everything, quickly</source>
        <translation>Fotos aller Art, schnell</translation>
    </message>
    <message>
        <source>MIT (of the code)</source>
        <translation>MIT (für den Code)</translation>
    </message>
    <message>
        <source>photos of everything</source>
        <translation>Fotos aller Art</translation>
    </message>
    <message>
        <source>clothes and other products</source>
        <translation>Kleidung und andere Produkte</translation>
    </message>
    <message>
        <source>sentences in one&apos;s own language</source>
        <translation>Sätze in der eigenen Sprache</translation>
    </message>
    <message>
        <source>small things, writing in pictures</source>
        <translation>kleine Dinge, Schrift in Bildern</translation>
    </message>
    <message>
        <source>art, drawings and styles</source>
        <translation>Kunst, Zeichnungen und Stile</translation>
    </message>
    <message>
        <source>finds most, in one&apos;s own language</source>
        <translation>findet am meisten, in der eigenen Sprache</translation>
    </message>
</context>
<context>
    <name>semblance::ReferenceChip</name>
    <message>
        <source>Reference picture %1</source>
        <translation>Referenzbild %1</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>a part of it</source>
        <translation>ein Teil davon</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <source>%1
Click to choose what counts of it and how much, double-click to see it large, Delete takes it out of the query.</source>
        <translation>%1
Klicken Sie, um zu wählen, was davon zählt und wie viel; ein Doppelklick zeigt es groß, Entf nimmt es aus der Anfrage.</translation>
    </message>
</context>
<context>
    <name>semblance::ReferencePopup</name>
    <message>
        <source>Drag over what counts.</source>
        <translation>Ziehen Sie über das, was zählt.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Weight of this picture</source>
        <translation>Gewicht dieses Bildes</translation>
    </message>
    <message>
        <source>How much this picture counts beside the others</source>
        <translation>Wie viel dieses Bild neben den anderen zählt</translation>
    </message>
    <message>
        <source>Reference picture</source>
        <translation>Referenzbild</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>All of the picture counts again</source>
        <translation>Wieder zählt das ganze Bild</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>Groß zeigen</translation>
    </message>
    <message>
        <source>Show the picture large</source>
        <translation>Das Bild groß zeigen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take it out of the query</source>
        <translation>Aus der Anfrage nehmen</translation>
    </message>
</context>
<context>
    <name>semblance::RegionBand</name>
    <message>
        <source>The part of the picture that counts</source>
        <translation>Der Teil des Bildes, der zählt</translation>
    </message>
    <message>
        <source>Arrows move it, Shift and arrows change its size.</source>
        <translation>Die Pfeiltasten verschieben ihn, mit der Umschalttaste ändern sie seine Größe.</translation>
    </message>
    <message>
        <source>The whole picture counts.</source>
        <translation>Das ganze Bild zählt.</translation>
    </message>
    <message>
        <source>From %1 % to %2 % of the width and %3 % to %4 % of the height.</source>
        <translation>Von %1 % bis %2 % der Breite und von %3 % bis %4 % der Höhe.</translation>
    </message>
</context>
<context>
    <name>semblance::RegularFile</name>
    <message>
        <source>The file is not there any more. It was moved, renamed or deleted.</source>
        <translation>Die Datei ist nicht mehr da. Sie wurde verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
        <source>This is a folder, not a picture.</source>
        <translation>Das ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>This is not an ordinary file but a device or a pipe.</source>
        <translation>Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Pipe.</translation>
    </message>
    <message>
        <source>You are not allowed to read this file. Change its permissions, or ask its owner to.</source>
        <translation>Sie dürfen diese Datei nicht lesen. Ändern Sie ihre Rechte, oder bitten Sie ihren Besitzer darum.</translation>
    </message>
    <message>
        <source>The file could not be opened. Close other programs that use it, and try again.</source>
        <translation>Die Datei konnte nicht geöffnet werden. Schließen Sie andere Programme, die sie verwenden, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file could not be read. Its disk may have a fault; check it, and try again.</source>
        <translation>Die Datei konnte nicht gelesen werden. Ihr Laufwerk hat vielleicht einen Fehler; prüfen Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::RootLister</name>
    <message>
        <source>The folder %1 is no longer there. Its pictures stay in the library until you remove the folder.</source>
        <translation>Den Ordner %1 gibt es nicht mehr. Seine Bilder bleiben in der Bibliothek, bis Sie den Ordner entfernen.</translation>
    </message>
    <message>
        <source>The disk of the folder %1 went while the folder was read. Its pictures stay in the library.</source>
        <translation>Der Datenträger des Ordners %1 verschwand, während der Ordner gelesen wurde. Seine Bilder bleiben in der Bibliothek.</translation>
    </message>
</context>
<context>
    <name>semblance::RootRows</name>
    <message>
        <source>The folder is not in the library any more.</source>
        <translation>Der Ordner ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>%1 lies in %2 or holds it: it cannot be the same folder at a new place.</source>
        <translation>%1 liegt in %2 oder enthält es: Es kann nicht derselbe Ordner an einem neuen Ort sein.</translation>
    </message>
</context>
<context>
    <name>semblance::SafetensorsFile</name>
    <message>
        <source>a tensor&apos;s name is empty or too long</source>
        <translation>der Name eines Tensors ist leer oder zu lang</translation>
    </message>
    <message>
        <source>the entry of tensor %1 is not an object</source>
        <translation>der Eintrag des Tensors %1 ist kein Objekt</translation>
    </message>
    <message>
        <source>tensor %1 needs exactly dtype, shape and data_offsets</source>
        <translation>Tensor %1 braucht genau dtype, shape und data_offsets</translation>
    </message>
    <message>
        <source>tensor %1 has the unknown type %2</source>
        <translation>Tensor %1 hat den unbekannten Typ %2</translation>
    </message>
    <message>
        <source>tensor %1 has too many dimensions</source>
        <translation>Tensor %1 hat zu viele Dimensionen</translation>
    </message>
    <message>
        <source>tensor %1 has a shape that is not whole numbers</source>
        <translation>Tensor %1 hat eine Form, die nicht aus ganzen Zahlen besteht</translation>
    </message>
    <message>
        <source>tensor %1 has no proper begin and end</source>
        <translation>Tensor %1 hat keinen richtigen Anfang und kein richtiges Ende</translation>
    </message>
    <message>
        <source>tensor %1 of shape %2 and type %3 does not fill its %4 bytes</source>
        <translation>Tensor %1 mit Form %2 und Typ %3 füllt seine %4 Bytes nicht</translation>
    </message>
    <message>
        <source>tensor %1 reaches beyond the end of the file; it may be truncated</source>
        <translation>Tensor %1 reicht über das Ende der Datei hinaus; sie ist vielleicht abgeschnitten</translation>
    </message>
    <message>
        <source>tensor %1 overlaps another tensor</source>
        <translation>Tensor %1 überschneidet sich mit einem anderen</translation>
    </message>
    <message>
        <source>there is a gap before tensor %1</source>
        <translation>vor Tensor %1 ist eine Lücke</translation>
    </message>
    <message>
        <source>there are bytes after the last tensor</source>
        <translation>nach dem letzten Tensor folgen noch Bytes</translation>
    </message>
    <message>
        <source>The weight file %1 is damaged: %2. Get the model again.</source>
        <translation>Die Gewichtsdatei %1 ist beschädigt: %2. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>it is too short for a header</source>
        <translation>sie ist zu kurz für einen Kopf</translation>
    </message>
    <message>
        <source>its header claims %1 bytes</source>
        <translation>ihr Kopf gibt %1 Bytes an</translation>
    </message>
    <message>
        <source>its header is cut off</source>
        <translation>ihr Kopf ist abgeschnitten</translation>
    </message>
    <message>
        <source>its header is not a JSON object</source>
        <translation>ihr Kopf ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>its header is not valid JSON (%1 at byte %2)</source>
        <translation>ihr Kopf ist kein gültiges JSON (%1 bei Byte %2)</translation>
    </message>
    <message>
        <source>its metadata is not an object</source>
        <translation>ihre Metadaten sind kein Objekt</translation>
    </message>
    <message>
        <source>its metadata holds something other than text</source>
        <translation>ihre Metadaten enthalten etwas anderes als Text</translation>
    </message>
    <message>
        <source>a name occurs twice in its header</source>
        <translation>ein Name kommt in ihrem Kopf zweimal vor</translation>
    </message>
    <message>
        <source>The weight file %1 lacks the tensor %2: it does not belong to this kind of model.</source>
        <translation>Der Gewichtsdatei %1 fehlt der Tensor %2: Sie gehört nicht zu dieser Art von Modell.</translation>
    </message>
    <message>
        <source>In the weight file %1 the tensor %2 has the shape %3 instead of %4.</source>
        <translation>In der Gewichtsdatei %1 hat der Tensor %2 die Form %3 statt %4.</translation>
    </message>
</context>
<context>
    <name>semblance::SafetensorsWriter</name>
    <message>
        <source>The weight file %1 cannot be written. Is the disk full, or the folder protected? What was there before is unchanged.</source>
        <translation>Die Gewichtsdatei %1 kann nicht geschrieben werden. Ist die Festplatte voll oder der Ordner geschützt? Was vorher da war, ist unverändert.</translation>
    </message>
</context>
<context>
    <name>semblance::ScanRules</name>
    <message>
        <source>“%1” names no files. Write a name or a pattern, for example “Previews/” or “*-edited.jpg”.</source>
        <translation>„%1“ benennt keine Dateien. Schreiben Sie einen Namen oder ein Muster, zum Beispiel „Previews/“ oder „*-edited.jpg“.</translation>
    </message>
    <message>
        <source>“%1” is not in the list.</source>
        <translation>„%1“ ist nicht in der Liste.</translation>
    </message>
</context>
<context>
    <name>semblance::Schema</name>
    <message>
        <source>%1 was made by a newer version of Semblance. Update Semblance to open it, or choose another folder for the library.</source>
        <translation>%1 wurde von einer neueren Version von Semblance angelegt. Aktualisieren Sie Semblance, um sie zu öffnen, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
    </message>
</context>
<context>
    <name>semblance::SearchService</name>
    <message>
        <source>This search has no answer that could be explained.</source>
        <translation>Diese Suche hat keine Antwort, die sich erklären ließe.</translation>
    </message>
</context>
<context>
    <name>semblance::SearchShelf</name>
    <message>
        <source>Saved search %1, %2</source>
        <translation>Gespeicherte Suche %1, %2</translation>
    </message>
    <message>
        <source>Remove the saved search?</source>
        <translation>Die gespeicherte Suche entfernen?</translation>
    </message>
    <message>
        <source>Remove the saved search…</source>
        <translation>Gespeicherte Suche entfernen …</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>This search was saved by a newer version of Semblance. Update Semblance to use it.</source>
        <translation>Diese Suche wurde von einer neueren Version von Semblance gespeichert. Aktualisieren Sie Semblance, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>There is nothing to save yet: search for something first.</source>
        <translation>Es gibt noch nichts zu speichern: Suchen Sie zuerst etwas.</translation>
    </message>
</context>
<context>
    <name>semblance::Searcher</name>
    <message>
        <source>The reference picture %1 is not there.</source>
        <translation>Das Referenzbild %1 ist nicht da.</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>das eingefügte Bild</translation>
    </message>
    <message>
        <source>The reference %1 cannot be used. %2</source>
        <translation>Die Referenz %1 kann nicht verwendet werden. %2</translation>
    </message>
    <message>
        <source>The model of this library is being changed. Try again in a moment.</source>
        <translation>Das Modell dieser Bibliothek wird gerade gewechselt. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The model has not looked at this picture yet.</source>
        <translation>Das Modell hat dieses Bild noch nicht angesehen.</translation>
    </message>
    <message>
        <source>Another model answers by now. Search again.</source>
        <translation>Inzwischen antwortet ein anderes Modell. Suchen Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::SelfTest</name>
    <message>
        <source>Its weights are damaged or of another kind of model. Get the model again.</source>
        <translation>Seine Gewichte sind beschädigt oder gehören zu einer anderen Art von Modell. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The model gives vectors of the wrong length for %1.</source>
        <translation>Das Modell liefert für %1 Vektoren der falschen Länge.</translation>
    </message>
    <message>
        <source>The model gives no usable numbers for %1.</source>
        <translation>Das Modell liefert für %1 keine brauchbaren Zahlen.</translation>
    </message>
    <message>
        <source>The model gives other numbers for the same %1 every time.</source>
        <translation>Das Modell liefert für dieselben %1 jedes Mal andere Zahlen.</translation>
    </message>
    <message>
        <source>The model gives the same numbers for different %1.</source>
        <translation>Das Modell liefert für verschiedene %1 dieselben Zahlen.</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>Sätze</translation>
    </message>
</context>
<context>
    <name>semblance::SentencePieceTokenizer</name>
    <message>
        <source>The sentence cannot be cut into words.</source>
        <translation>Der Satz kann nicht in Wörter zerlegt werden.</translation>
    </message>
    <message>
        <source>The vocabulary %1 cannot be read. Get the model again.</source>
        <translation>Das Vokabular %1 kann nicht gelesen werden. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Vor dem Platz des Bildes stehen zu viele Wörter für dieses Modell.</translation>
    </message>
    <message>
        <source>The vocabulary %1 is not of the kind this model takes: it lacks the piece %2.</source>
        <translation>Das Vokabular %1 ist nicht von der Art, die dieses Modell nimmt: Ihm fehlt das Stück %2.</translation>
    </message>
    <message>
        <source>The vocabulary %1 cannot be read: %2. Get the model again.</source>
        <translation>Das Vokabular %1 kann nicht gelesen werden: %2. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>it names no pieces, or far too many</source>
        <translation>es nennt keine oder viel zu viele Stücke</translation>
    </message>
    <message>
        <source>piece %1 is no text with a score</source>
        <translation>Stück %1 ist kein Text mit einem Wert</translation>
    </message>
    <message>
        <source>it has no piece for what is unknown</source>
        <translation>es hat kein Stück für Unbekanntes</translation>
    </message>
</context>
<context>
    <name>semblance::Serve</name>
    <message>
        <source>A composition needs a sentence that says what should differ.</source>
        <translation>Eine Komposition braucht einen Satz, der sagt, was anders sein soll.</translation>
    </message>
    <message>
        <source>A composition speaks of picture %1, but only %2 pictures were given.</source>
        <translation>Eine Komposition nennt Bild %1, es sind aber nur %2 Bilder da.</translation>
    </message>
    <message>
        <source>A picture&apos;s word has %1 bytes with this model, not %2.</source>
        <translation>Das Wort eines Bildes hat bei diesem Modell %1 Bytes, nicht %2.</translation>
    </message>
    <message>
        <source>This model has no learned composition.</source>
        <translation>Dieses Modell hat keine gelernte Komposition.</translation>
    </message>
</context>
<context>
    <name>semblance::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of the window</source>
        <translation>Die Sprache des Fensters</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>Index, thumbnails and vectors are kept here; it can be deleted and is then built anew</source>
        <translation>Hier liegen Verzeichnis, Vorschaubilder und Vektoren; der Ordner kann gelöscht werden und wird dann neu aufgebaut</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder of the library</source>
        <translation>Den Ordner der Bibliothek öffnen</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>Die Modelle zeigen</translation>
    </message>
    <message>
        <source>See, import and choose the models that pictures are compared with (Ctrl+Shift+M)</source>
        <translation>Die Modelle sehen, importieren und wählen, mit denen Bilder verglichen werden (Strg+Umschalt+M)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>This changes at the next start.</source>
        <translation>Das ändert sich beim nächsten Start.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>How very large libraries are searched: comparing every picture, or following the graph of their neighbours, which may miss one in a hundred</source>
        <translation>Wie sehr große Bibliotheken durchsucht werden: durch Vergleich mit jedem Bild oder entlang dem Graphen ihrer Nachbarn, der eines von hundert übersehen kann</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>S&amp;uche</translation>
    </message>
    <message>
        <source>Whichever is quicker</source>
        <translation>Was schneller ist</translation>
    </message>
    <message>
        <source>Compare every picture</source>
        <translation>Jedes Bild vergleichen</translation>
    </message>
    <message>
        <source>Follow the graph of neighbours</source>
        <translation>Dem Nachbargraphen folgen</translation>
    </message>
    <message>
        <source>Follow links to folders</source>
        <translation>Verknüpfungen zu Ordnern folgen</translation>
    </message>
    <message>
        <source>Show videos among the pictures</source>
        <translation>Videos unter den Bildern zeigen</translation>
    </message>
    <message>
        <source>A video is found by one of its frames and opened in your player. Without this, videos are only counted</source>
        <translation>Ein Video wird an einem seiner Bilder gefunden und in Ihrem Abspieler geöffnet. Ohne dies werden Videos nur gezählt</translation>
    </message>
    <message>
        <source>Take in what links in your folders lead to, each folder once</source>
        <translation>Aufnehmen, wohin Verknüpfungen in Ihren Ordnern führen, jeden Ordner einmal</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Was ausgelassen wird</translation>
    </message>
    <message>
        <source>See and change which files and folders are not looked at</source>
        <translation>Ansehen und ändern, welche Dateien und Ordner ausgelassen werden</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Watch folders for changes</source>
        <translation>Ordner auf Änderungen über&amp;wachen</translation>
    </message>
    <message>
        <source>Watch folders for changes</source>
        <translation>Ordner auf Änderungen überwachen</translation>
    </message>
    <message>
        <source>New, changed and moved pictures are taken up within seconds; else at the start and when asked for</source>
        <translation>Neue, geänderte und verschobene Bilder werden in Sekunden übernommen; sonst beim Start und auf Wunsch</translation>
    </message>
    <message>
        <source>Indexing on battery</source>
        <translation>Indizieren mit Akku</translation>
    </message>
    <message>
        <source>What indexing does while the computer runs on its battery</source>
        <translation>Was das Indizieren tut, während der Rechner mit Akku läuft</translation>
    </message>
    <message>
        <source>Pause below %1 % charge</source>
        <translation>Pause unter %1 % Ladung</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Processor cores for indexing</source>
        <translation>Prozessorkerne zum Indizieren</translation>
    </message>
    <message>
        <source>How many of the processor&apos;s cores indexing uses at most</source>
        <translation>Wie viele Kerne des Prozessors das Indizieren höchstens nutzt</translation>
    </message>
    <message numerus="yes">
        <source>All %n core(s)</source>
        <translation>
            <numerusform>Alle (%n Kern)</numerusform>
            <numerusform>Alle %n Kerne</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n core(s)</source>
        <translation>
            <numerusform>Höchstens %n Kern</numerusform>
            <numerusform>Höchstens %n Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indizieren</translation>
    </message>
    <message>
        <source>On &amp;battery</source>
        <translation>Mit A&amp;kku</translation>
    </message>
    <message>
        <source>&amp;Processor</source>
        <translation>&amp;Prozessor</translation>
    </message>
    <message>
        <source>&amp;Keep history</source>
        <translation>Verlauf &amp;behalten</translation>
    </message>
    <message>
        <source>Keep history</source>
        <translation>Verlauf behalten</translation>
    </message>
    <message>
        <source>What you search for is kept with the library, on this computer only. Without this it is forgotten when the window closes; what is kept already stays until you forget it (Ctrl+H)</source>
        <translation>Was Sie suchen, wird bei der Bibliothek aufbewahrt, nur auf diesem Rechner. Ohne dies wird es vergessen, wenn das Fenster geschlossen wird; was schon aufbewahrt ist, bleibt, bis Sie es löschen (Strg+H)</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Page of the settings</source>
        <translation>Seite der Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Show &amp;videos</source>
        <translation>&amp;Videos zeigen</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>Bewegung &amp;reduzieren</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung reduzieren</translation>
    </message>
    <message>
        <source>Nothing moves of itself. Without this, as the system says</source>
        <translation>Nichts bewegt sich von selbst. Ohne dies gilt, was das System vorgibt</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Closing while pictures are read</source>
        <translation>Schließen, während Bilder gelesen werden</translation>
    </message>
    <message>
        <source>What becomes of indexing when the window is closed</source>
        <translation>Was aus dem Indizieren wird, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Finish in the background</source>
        <translation>Im Hintergrund abschließen</translation>
    </message>
    <message>
        <source>Stop, go on at the next start</source>
        <translation>Stoppen, beim nächsten Start weitermachen</translation>
    </message>
    <message>
        <source>On &amp;closing</source>
        <translation>Beim Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Folders and exclusions</source>
        <translation>Ordner und Ausnahmen</translation>
    </message>
    <message>
        <source>Follow &amp;links to folders</source>
        <translation>Verknüpfun&amp;gen zu Ordnern folgen</translation>
    </message>
    <message>
        <source>What is left &amp;out…</source>
        <translation>Was a&amp;usgelassen wird …</translation>
    </message>
    <message>
        <source>Exclusions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Li&amp;brary</source>
        <translation>Bi&amp;bliothek</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;Show models…</source>
        <translation>Modelle &amp;zeigen …</translation>
    </message>
    <message>
        <source>A model turns pictures and sentences into what is compared. Which ones there are, what they cost and which one answers stands on a page of its own.</source>
        <translation>Ein Modell macht aus Bildern und Sätzen das, was verglichen wird. Welche es gibt, was sie kosten und welches antwortet, steht auf einer eigenen Seite.</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no program of Semblance ever opens a connection to the internet. Pictures are only read, never changed.</source>
        <translation>Nichts verlässt diesen Rechner: Kein Programm von Semblance öffnet je eine Verbindung ins Internet. Bilder werden nur gelesen, nie geändert.</translation>
    </message>
</context>
<context>
    <name>semblance::ShareBars</name>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
</context>
<context>
    <name>semblance::Sheets</name>
    <message>
        <source>“%1” cannot be written. Check the permissions of its folder and the free space.</source>
        <translation>„%1“ kann nicht geschrieben werden. Prüfen Sie die Rechte des Ordners und den freien Platz.</translation>
    </message>
    <message>
        <source>The contact sheet cannot be drawn.</source>
        <translation>Der Kontaktbogen lässt sich nicht zeichnen.</translation>
    </message>
</context>
<context>
    <name>semblance::ShelfRow</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Enter takes the name, Esc leaves it</source>
        <translation>Die Eingabetaste übernimmt den Namen, Esc lässt den alten</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>wird gerade gezeigt</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>semblance::SidePanel</name>
    <message>
        <source>Find similar pictures</source>
        <translation>Ähnliche Bilder finden</translation>
    </message>
    <message>
        <source>Show where</source>
        <translation>Stelle zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>About the picture</source>
        <translation>Über das Bild</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (I)</source>
        <translation>Schließen (I)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Show what belongs together with it</source>
        <translation>Zeigen, was dazugehört</translation>
    </message>
    <message>
        <source>Search with this picture as the reference (Return)</source>
        <translation>Mit diesem Bild als Referenz suchen (Eingabe)</translation>
    </message>
    <message>
        <source>Why this picture</source>
        <translation>Warum dieses Bild</translation>
    </message>
    <message>
        <source>How it was found out</source>
        <translation>Wie es ermittelt wurde</translation>
    </message>
    <message>
        <source>Shares of references and sentence</source>
        <translation>Anteile der Referenzen und des Satzes</translation>
    </message>
    <message>
        <source>What each word adds</source>
        <translation>Was jedes Wort beiträgt</translation>
    </message>
    <message>
        <source>Show where in the picture the answer lies</source>
        <translation>Zeigen, wo im Bild die Antwort liegt</translation>
    </message>
    <message>
        <source>Copy the picture as it is shown here</source>
        <translation>Das Bild kopieren, wie es hier gezeigt wird</translation>
    </message>
    <message>
        <source>Choose a picture to see what is known of it.</source>
        <translation>Wählen Sie ein Bild, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) selected</source>
        <translation>
            <numerusform>%Ln Bild ausgewählt</numerusform>
            <numerusform>%Ln Bilder ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Approximate. Bright is what answers the query; a word’s bar is what the picture would lose without it.</source>
        <translation>Ungefähr. Hell ist, was der Anfrage entspricht; der Balken eines Wortes zeigt, was das Bild ohne das Wort verlöre.</translation>
    </message>
    <message>
        <source>Approximate. A word’s bar is what the picture would lose without it.</source>
        <translation>Ungefähr. Der Balken eines Wortes zeigt, was das Bild ohne das Wort verlöre.</translation>
    </message>
    <message>
        <source>The picture was copied as it is shown.</source>
        <translation>Das Bild wurde kopiert, wie es gezeigt wird.</translation>
    </message>
    <message>
        <source>Text in the picture</source>
        <translation>Text im Bild</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>The text was copied.</source>
        <translation>Der Text wurde kopiert.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Show pictures of this place</source>
        <translation>Bilder von diesem Ort zeigen</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s)</source>
        <translation>
            <numerusform>in %Ln Ordner</numerusform>
            <numerusform>in %Ln Ordnern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SidecarDialog</name>
    <message>
        <source>%1  ·  is there: kept and added to</source>
        <translation>%1  ·  ist schon da: bleibt und wird ergänzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) have no marks.</source>
        <translation>
            <numerusform>%Ln Bild hat keine Angaben.</numerusform>
            <numerusform>%Ln Bilder haben keine Angaben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The folder of %Ln picture(s) is not there now.</source>
        <translation>
            <numerusform>Der Ordner von %Ln Bild ist gerade nicht da.</numerusform>
            <numerusform>Die Ordner von %Ln Bildern sind gerade nicht da.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” cannot be written to.</source>
        <translation>In „%1“ kann nicht geschrieben werden.</translation>
    </message>
    <message numerus="yes">
        <source>Nor can %Ln more folder(s) be written to.</source>
        <translation>
            <numerusform>Auch in %Ln weiteren Ordner kann nicht geschrieben werden.</numerusform>
            <numerusform>Auch in %Ln weitere Ordner kann nicht geschrieben werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write sidecars</source>
        <translation>Begleitdateien schreiben</translation>
    </message>
    <message numerus="yes">
        <source>Rating, label, tags and note of %Ln picture(s) are written into XMP files beside them, which other programs read. The pictures stay as they are.</source>
        <translation>
            <numerusform>Bewertung, Etikett, Schlagwörter und Notiz von %Ln Bild werden in eine XMP-Datei daneben geschrieben, die andere Programme lesen. Das Bild bleibt, wie es ist.</numerusform>
            <numerusform>Bewertung, Etikett, Schlagwörter und Notiz von %Ln Bildern werden in XMP-Dateien daneben geschrieben, die andere Programme lesen. Die Bilder bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <translation>Es gibt nichts zu schreiben.</translation>
    </message>
    <message numerus="yes">
        <source>What other programs wrote into %Ln of them stays; the file as it was is kept beside it, with “.bak” at its end.</source>
        <translation>
            <numerusform>Was andere Programme in %Ln davon geschrieben haben, bleibt; die bisherige Datei wird daneben mit der Endung „.bak“ aufgehoben.</numerusform>
            <numerusform>Was andere Programme in %Ln davon geschrieben haben, bleibt; die bisherigen Dateien werden daneben mit der Endung „.bak“ aufgehoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files to be written</source>
        <translation>Dateien, die geschrieben werden</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write the sidecars</source>
        <translation>Begleitdateien schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 (Esc)</source>
        <translation>%1 (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) written.</source>
        <translation>
            <numerusform>%Ln Begleitdatei geschrieben.</numerusform>
            <numerusform>%Ln Begleitdateien geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln said it all already.</source>
        <translation>
            <numerusform>%Ln sagte schon alles.</numerusform>
            <numerusform>%Ln sagten schon alles.</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest was not written.</source>
        <translation>Der Rest wurde nicht geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be written; “%1”: %2</source>
        <translation>
            <numerusform>%Ln konnte nicht geschrieben werden; „%1“: %2</numerusform>
            <numerusform>%Ln konnten nicht geschrieben werden; „%1“: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SidecarEdit</name>
    <message>
        <source>The sidecar could not be made.</source>
        <translation>Die Begleitdatei konnte nicht erstellt werden.</translation>
    </message>
    <message>
        <source>There is a sidecar that is no XMP. It is left as it is.</source>
        <translation>Es gibt eine Begleitdatei, die kein XMP ist. Sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>The sidecar holds what would be lost in rewriting it. It is left as it is.</source>
        <translation>Die Begleitdatei enthält, was beim Neuschreiben verloren ginge. Sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>There is a sidecar that cannot be read. It is left as it is.</source>
        <translation>Es gibt eine Begleitdatei, die nicht gelesen werden kann. Sie bleibt, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>semblance::SidecarWriting</name>
    <message>
        <source>It is a link to something else.</source>
        <translation>Sie ist eine Verknüpfung zu etwas anderem.</translation>
    </message>
    <message>
        <source>The sidecar is larger than any should be.</source>
        <translation>Die Begleitdatei ist größer, als eine sein sollte.</translation>
    </message>
    <message>
        <source>The sidecar changed while it was read.</source>
        <translation>Die Begleitdatei wurde geändert, während sie gelesen wurde.</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>„%1“ konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Another program has written the sidecar meanwhile.</source>
        <translation>Ein anderes Programm hat die Begleitdatei inzwischen geschrieben.</translation>
    </message>
</context>
<context>
    <name>semblance::SiglipTokenizer</name>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Vor dem Platz des Bildes stehen zu viele Wörter für dieses Modell.</translation>
    </message>
    <message>
        <source>The vocabulary %1 cannot be used: it has no end of text.</source>
        <translation>Das Vokabular %1 ist nicht verwendbar: Es hat kein Textende.</translation>
    </message>
    <message>
        <source>The vocabulary %1 is not of the kind this model takes: it lacks the piece %2.</source>
        <translation>Das Vokabular %1 ist nicht von der Art, die dieses Modell nimmt: Ihm fehlt das Stück %2.</translation>
    </message>
</context>
<context>
    <name>semblance::SmallFamily</name>
    <message>
        <source>The manifest of the model %1 wants %2 pieces a sentence, its text tower takes %3.</source>
        <translation>Das Manifest des Modells %1 verlangt %2 Wortteile je Satz, sein Textturm nimmt %3.</translation>
    </message>
</context>
<context>
    <name>semblance::SortMenu</name>
    <message>
        <source>S&amp;ort by</source>
        <translation>Sor&amp;tieren nach</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>&amp;Best fit</source>
        <translation>&amp;Beste Treffer</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Datum</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Size in pixels</source>
        <translation>&amp;Größe in Pixeln</translation>
    </message>
    <message>
        <source>&amp;Ascending</source>
        <translation>&amp;Aufsteigend</translation>
    </message>
    <message>
        <source>D&amp;escending</source>
        <translation>Ab&amp;steigend</translation>
    </message>
    <message>
        <source>Sorted by: %1, %2</source>
        <translation>Sortiert nach: %1, %2</translation>
    </message>
    <message>
        <source>ascending</source>
        <translation>aufsteigend</translation>
    </message>
    <message>
        <source>descending</source>
        <translation>absteigend</translation>
    </message>
    <message>
        <source>As &amp;put together</source>
        <translation>Wie &amp;zusammengestellt</translation>
    </message>
    <message>
        <source>&amp;Rating</source>
        <translation>Be&amp;wertung</translation>
    </message>
</context>
<context>
    <name>semblance::StatePage</name>
    <message>
        <source>State of the library</source>
        <translation>Zustand der Bibliothek</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>What is the case</source>
        <translation>Was der Fall ist</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Main action</source>
        <translation>Hauptaktion</translation>
    </message>
    <message>
        <source>Other action</source>
        <translation>Weitere Aktion</translation>
    </message>
</context>
<context>
    <name>semblance::StatusLine</name>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Pictures and time of the answer</source>
        <translation>Bilder und Dauer der Antwort</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Size of thumbnails (Ctrl++, Ctrl+-, Ctrl+wheel)</source>
        <translation>Größe der Vorschaubilder (Strg++, Strg+-, Strg+Mausrad)</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln best of %1 pictures</source>
        <translation>
            <numerusform>Das %Ln beste von %1 Bildern</numerusform>
            <numerusform>Die %Ln besten von %1 Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more are still being prepared for the new model</source>
        <translation>
            <numerusform>%Ln weiteres wird noch für das neue Modell vorbereitet</numerusform>
            <numerusform>%Ln weitere werden noch für das neue Modell vorbereitet</numerusform>
        </translation>
    </message>
    <message>
        <source>No good match in %1 pictures</source>
        <translation>Kein guter Treffer in %1 Bildern</translation>
    </message>
    <message numerus="yes">
        <source>%Ln good of %1 pictures</source>
        <translation>
            <numerusform>%Ln gutes von %1 Bildern</numerusform>
            <numerusform>%Ln gute von %1 Bildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them folded</source>
        <translation>
            <numerusform>davon %Ln zusammengefasst</numerusform>
            <numerusform>davon %Ln zusammengefasst</numerusform>
        </translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Keine Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 pictures</source>
        <translation>
            <numerusform>%Ln von %1 Bildern</numerusform>
            <numerusform>%Ln von %1 Bildern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::Store</name>
    <message>
        <source>%1 cannot be written: its disk is full, over its quota or failing. What was stored is kept. Free some space and start again.</source>
        <translation>%1 kann nicht geschrieben werden: Der Datenträger ist voll, über seinem Kontingent oder fehlerhaft. Was gespeichert war, bleibt. Schaffen Sie Platz und starten Sie neu.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Its disk may be failing or unplugged. What was stored is kept.</source>
        <translation>%1 kann nicht gelesen werden. Der Datenträger ist vielleicht fehlerhaft oder nicht angeschlossen. Was gespeichert war, bleibt.</translation>
    </message>
    <message>
        <source>The disk is full: %1 cannot grow. What was stored is kept. Free some space and start again.</source>
        <translation>Der Datenträger ist voll: %1 kann nicht wachsen. Was gespeichert war, bleibt. Schaffen Sie Platz und starten Sie neu.</translation>
    </message>
    <message>
        <source>Another program is using %1. Try again in a moment.</source>
        <translation>Ein anderes Programm verwendet %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the permissions of its folder, or choose another folder for the library.</source>
        <translation>%1 kann nicht geschrieben werden. Prüfen Sie die Rechte des Ordners, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
    </message>
    <message>
        <source>%1 cannot be opened. Check that its folder is there and that you may read and write it.</source>
        <translation>%1 kann nicht geöffnet werden. Prüfen Sie, ob der Ordner da ist und ob Sie darin lesen und schreiben dürfen.</translation>
    </message>
    <message>
        <source>The database %1 refused a request. The log has the details.</source>
        <translation>Die Datenbank %1 hat eine Anfrage abgelehnt. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>The database %1 is damaged or not Semblance&apos;s. It is kept as it is, and your photos are not affected. semblance-cli doctor --repair restores the library from its last good backup, or reads from it what can still be read.</source>
        <translation>Die Datenbank %1 ist beschädigt oder nicht von Semblance. Sie bleibt, wie sie ist, und Ihre Fotos sind nicht betroffen. semblance-cli doctor --repair stellt die Bibliothek aus ihrer letzten guten Sicherung wieder her oder liest daraus, was noch lesbar ist.</translation>
    </message>
</context>
<context>
    <name>semblance::StoreWriter</name>
    <message>
        <source>The vector of %1 does not fit the library&apos;s model.</source>
        <translation>Der Vektor von %1 passt nicht zum Modell der Bibliothek.</translation>
    </message>
    <message>
        <source>%1 has no content key.</source>
        <translation>%1 hat keinen Inhaltsschlüssel.</translation>
    </message>
    <message>
        <source>The library uses this model. Change to another model first.</source>
        <translation>Die Bibliothek verwendet dieses Modell. Wechseln Sie zuerst zu einem anderen.</translation>
    </message>
    <message>
        <source>The library has no vectors of the model %1.</source>
        <translation>Die Bibliothek hat keine Vektoren des Modells %1.</translation>
    </message>
    <message>
        <source>%1 cannot be removed now. Close other programs that use the library, then try again.</source>
        <translation>%1 kann jetzt nicht entfernt werden. Schließen Sie andere Programme, die die Bibliothek verwenden, und versuchen Sie es erneut.</translation>
    </message>
</context>
<context>
    <name>semblance::Suggester</name>
    <message>
        <source>The list of suggestions %1 is missing.</source>
        <translation>Die Vorschlagsliste %1 fehlt.</translation>
    </message>
    <message>
        <source>The list of suggestions %1 is damaged.</source>
        <translation>Die Vorschlagsliste %1 ist beschädigt.</translation>
    </message>
    <message>
        <source>The model was changed meanwhile.</source>
        <translation>Das Modell wurde inzwischen gewechselt.</translation>
    </message>
</context>
<context>
    <name>semblance::SuggestionLine</name>
    <message>
        <source>Try:</source>
        <translation>Versuchen:</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>This picture, but “%1”</source>
        <translation>Dieses Bild, aber „%1“</translation>
    </message>
</context>
<context>
    <name>semblance::SvgDecoder</name>
    <message>
        <source>The SVG document cannot be drawn: it is damaged, or asks for more than one picture may take.</source>
        <translation>Das SVG-Dokument lässt sich nicht zeichnen: Es ist beschädigt oder verlangt mehr, als ein Bild in Anspruch nehmen darf.</translation>
    </message>
</context>
<context>
    <name>semblance::SvgText</name>
    <message>
        <source>The SVG document is longer than %1 MB and is not read.</source>
        <translation>Das SVG-Dokument ist länger als %1 MB und wird nicht gelesen.</translation>
    </message>
</context>
<context>
    <name>semblance::SwatchGrid</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Share of the picture</source>
        <translation>Anteil am Bild</translation>
    </message>
    <message>
        <source>How much of a picture the colour makes up</source>
        <translation>Wie viel eines Bildes die Farbe ausmacht</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln picture(s)</source>
        <translation>
            <numerusform>%1, %Ln Bild</numerusform>
            <numerusform>%1, %Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Each at least %1 % of the picture</source>
        <translation>Jede mindestens %1 % des Bildes</translation>
    </message>
</context>
<context>
    <name>semblance::TagsDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Tags and note</source>
        <translation>Schlagwörter und Notiz</translation>
    </message>
    <message>
        <source>Tag to add</source>
        <translation>Neues Schlagwort</translation>
    </message>
    <message>
        <source>Tag, for example family or places/Rome</source>
        <translation>Schlagwort, zum Beispiel Familie oder Orte/Rom</translation>
    </message>
    <message>
        <source>Add the tag</source>
        <translation>Das Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>Add (Return)</source>
        <translation>Hinzufügen (Eingabe)</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Kept in the library, for every copy of the picture. The files are not changed.</source>
        <translation>Wird in der Bibliothek aufbewahrt, für jede Kopie des Bildes. Die Dateien werden nicht geändert.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save (Ctrl+Return)</source>
        <translation>Speichern (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Abbrechen (Esc)</translation>
    </message>
    <message>
        <source>The pictures have different notes</source>
        <translation>Die Bilder haben verschiedene Notizen</translation>
    </message>
</context>
<context>
    <name>semblance::TaskBar</name>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop; what is done is kept</source>
        <translation>Stoppen; was fertig ist, bleibt erhalten</translation>
    </message>
</context>
<context>
    <name>semblance::TeamAddress</name>
    <message>
        <source>This is no connection to PostgreSQL. Give its parts as in &quot;host=nas dbname=pictures user=me&quot;, a service as in &quot;service=studio&quot;, or an address that begins with postgresql://.</source>
        <translation>Das ist keine Verbindung zu PostgreSQL. Geben Sie ihre Teile an wie in „host=nas dbname=pictures user=me“, einen Dienst wie in „service=studio“ oder eine Adresse, die mit postgresql:// beginnt.</translation>
    </message>
    <message>
        <source>Leave the password out: everybody on this computer could read it there. Write it into the file .pgpass in your home folder instead; PostgreSQL&apos;s manual says how.</source>
        <translation>Lassen Sie das Passwort weg: Jeder an diesem Rechner könnte es dort lesen. Schreiben Sie es stattdessen in die Datei .pgpass in Ihrem persönlichen Ordner; wie, sagt das Handbuch von PostgreSQL.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamCatalogue</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>This model answers searches until the library&apos;s pictures are encoded with the other one. Remove it then.</source>
        <translation>Dieses Modell beantwortet Suchen, bis die Bilder der Bibliothek mit dem anderen kodiert sind. Entfernen Sie es dann.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamDatabase</name>
    <message>
        <source>The library has vectors of the model %1 that are of another length.</source>
        <translation>Die Bibliothek hat Vektoren des Modells %1, die eine andere Länge haben.</translation>
    </message>
    <message>
        <source>The library has no vectors of the model %1.</source>
        <translation>Die Bibliothek hat keine Vektoren des Modells %1.</translation>
    </message>
    <message>
        <source>The model was removed from the library meanwhile.</source>
        <translation>Das Modell wurde inzwischen aus der Bibliothek entfernt.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamError</name>
    <message>
        <source>The database did not accept the user&apos;s name or password. Check the name in the connection and the password in your .pgpass.</source>
        <translation>Die Datenbank hat Name oder Passwort nicht angenommen. Prüfen Sie den Namen in der Verbindung und das Passwort in Ihrer .pgpass.</translation>
    </message>
    <message>
        <source>The server has no database of this name. Ask its administrator to make one.</source>
        <translation>Der Server hat keine Datenbank dieses Namens. Bitten Sie seinen Verwalter, eine anzulegen.</translation>
    </message>
    <message>
        <source>You may not do this in the team library. Ask its administrator.</source>
        <translation>Das dürfen Sie in der Teambibliothek nicht. Fragen Sie ihren Verwalter.</translation>
    </message>
    <message>
        <source>The database server takes no changes at present. What is there can be searched.</source>
        <translation>Der Datenbankserver nimmt zurzeit keine Änderungen an. Was da ist, kann durchsucht werden.</translation>
    </message>
    <message>
        <source>The server lacks the extension pgvector. Ask its administrator to install it (version 0.8 or newer).</source>
        <translation>Dem Server fehlt die Erweiterung pgvector. Bitten Sie seinen Verwalter, sie zu installieren (Version 0.8 oder neuer).</translation>
    </message>
    <message>
        <source>The server lacks something that a team library needs, most likely the extension pgvector (version 0.8 or newer). Ask its administrator to install it.</source>
        <translation>Dem Server fehlt etwas, das eine Teambibliothek braucht, höchstwahrscheinlich die Erweiterung pgvector (Version 0.8 oder neuer). Bitten Sie seinen Verwalter, sie zu installieren.</translation>
    </message>
    <message>
        <source>The database server&apos;s disk is full. Ask its administrator to make room.</source>
        <translation>Die Platte des Datenbankservers ist voll. Bitten Sie seinen Verwalter, Platz zu schaffen.</translation>
    </message>
    <message>
        <source>The database server is out of memory. Try again later.</source>
        <translation>Der Datenbankserver hat keinen Speicher mehr. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The database server has too many visitors at present. Try again later.</source>
        <translation>Der Datenbankserver hat zurzeit zu viele Besucher. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The database server did not answer in time. Try again later.</source>
        <translation>Der Datenbankserver hat nicht rechtzeitig geantwortet. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>Somebody else is changing the team library. Try again later.</source>
        <translation>Jemand anders ändert gerade die Teambibliothek. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The database server is starting or stopping. Try again later.</source>
        <translation>Der Datenbankserver startet oder endet gerade. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The database server does not answer. Check the network and whether the server runs, then try again.</source>
        <translation>Der Datenbankserver antwortet nicht. Prüfen Sie das Netz und ob der Server läuft, und versuchen Sie es dann wieder.</translation>
    </message>
    <message>
        <source>The database server reports damaged data. Ask its administrator.</source>
        <translation>Der Datenbankserver meldet beschädigte Daten. Fragen Sie seinen Verwalter.</translation>
    </message>
    <message>
        <source>The database server&apos;s answer makes no sense. Is this the right database?</source>
        <translation>Die Antwort des Datenbankservers ergibt keinen Sinn. Ist das die richtige Datenbank?</translation>
    </message>
    <message>
        <source>The database server could not do what was asked of it.</source>
        <translation>Der Datenbankserver konnte nicht tun, was von ihm verlangt wurde.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamLogin</name>
    <message>
        <source>There is not enough memory to connect.</source>
        <translation>Der Speicher reicht nicht aus, um sich zu verbinden.</translation>
    </message>
    <message>
        <source>The database asks for a password. Write it into the file .pgpass in your home folder; PostgreSQL&apos;s manual says how.</source>
        <translation>Die Datenbank fragt nach einem Passwort. Schreiben Sie es in die Datei .pgpass in Ihrem persönlichen Ordner; wie, sagt das Handbuch von PostgreSQL.</translation>
    </message>
    <message>
        <source>The database server offers no encryption that can be trusted, and what leaves this computer must be encrypted. Ask its administrator to turn TLS on.</source>
        <translation>Der Datenbankserver bietet keine Verschlüsselung an, der man trauen kann, und was diesen Rechner verlässt, muss verschlüsselt sein. Bitten Sie seinen Verwalter, TLS einzuschalten.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamRoots</name>
    <message>
        <source>The folder is not in the library any more.</source>
        <translation>Der Ordner ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>%1 lies in %2 or holds it: it cannot be the same folder at a new place.</source>
        <translation>%1 liegt in %2 oder enthält ihn: Es kann nicht derselbe Ordner an einem neuen Ort sein.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamSchema</name>
    <message>
        <source>The database server is PostgreSQL %1, and a team library needs version 15 or newer. Ask its administrator to update it.</source>
        <translation>Der Datenbankserver ist PostgreSQL %1, und eine Teambibliothek braucht Version 15 oder neuer. Bitten Sie seinen Verwalter, ihn zu aktualisieren.</translation>
    </message>
    <message>
        <source>The database server lacks the extension pgvector. Ask its administrator to install it (version 0.8 or newer).</source>
        <translation>Dem Datenbankserver fehlt die Erweiterung pgvector. Bitten Sie seinen Verwalter, sie zu installieren (Version 0.8 oder neuer).</translation>
    </message>
    <message>
        <source>The database has version %1 of the extension pgvector, and a team library needs 0.8 or newer. Ask its administrator to update it (ALTER EXTENSION vector UPDATE).</source>
        <translation>Die Datenbank hat Version %1 der Erweiterung pgvector, und eine Teambibliothek braucht 0.8 oder neuer. Bitten Sie ihren Verwalter, sie zu aktualisieren (ALTER EXTENSION vector UPDATE).</translation>
    </message>
    <message>
        <source>You may not add the extension pgvector to this database. Ask the server&apos;s administrator to do it (CREATE EXTENSION vector).</source>
        <translation>Sie dürfen die Erweiterung pgvector nicht zu dieser Datenbank hinzufügen. Bitten Sie den Verwalter des Servers darum (CREATE EXTENSION vector).</translation>
    </message>
    <message>
        <source>The database holds something that is called semblance and is no team library. Choose another database.</source>
        <translation>Die Datenbank enthält etwas, das semblance heißt und keine Teambibliothek ist. Wählen Sie eine andere Datenbank.</translation>
    </message>
    <message>
        <source>The team library was made or updated by a newer version of Semblance. Update Semblance on this computer to open it.</source>
        <translation>Die Teambibliothek wurde von einer neueren Version von Semblance angelegt oder aktualisiert. Aktualisieren Sie Semblance auf diesem Rechner, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>There is no team library in this database. Its administrator makes one with &quot;semblance-cli team init&quot;.</source>
        <translation>In dieser Datenbank ist keine Teambibliothek. Ihr Verwalter legt eine mit „semblance-cli team init“ an.</translation>
    </message>
    <message>
        <source>The team library was made by an older version of Semblance. Its administrator updates it with &quot;semblance-cli team init&quot;; nothing is lost by it.</source>
        <translation>Die Teambibliothek wurde von einer älteren Version von Semblance angelegt. Ihr Verwalter aktualisiert sie mit „semblance-cli team init“; dabei geht nichts verloren.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamWriter</name>
    <message>
        <source>The vector of %1 does not fit the library&apos;s model.</source>
        <translation>Der Vektor von %1 passt nicht zum Modell der Bibliothek.</translation>
    </message>
    <message>
        <source>%1 has no content key.</source>
        <translation>%1 hat keinen Inhaltsschlüssel.</translation>
    </message>
    <message>
        <source>The library uses this model. Change to another model first.</source>
        <translation>Die Bibliothek verwendet dieses Modell. Wechseln Sie zuerst zu einem anderen.</translation>
    </message>
</context>
<context>
    <name>semblance::TermChip</name>
    <message>
        <source>Without %1</source>
        <translation>Ohne %1</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>More like %1</source>
        <translation>Mehr wie %1</translation>
    </message>
    <message>
        <source>Less like %1</source>
        <translation>Weniger wie %1</translation>
    </message>
    <message>
        <source>More and less like: %1</source>
        <translation>Mehr und weniger wie: %1</translation>
    </message>
    <message>
        <source>Click to look for it instead. The wheel, or Ctrl+Up and Ctrl+Down, changes how strongly it is avoided.</source>
        <translation>Klicken Sie, um stattdessen danach zu suchen. Das Mausrad oder Strg+Pfeil auf und Strg+Pfeil ab ändern, wie stark es gemieden wird.</translation>
    </message>
    <message>
        <source>Click to edit it.</source>
        <translation>Zum Bearbeiten klicken.</translation>
    </message>
    <message>
        <source>Click for less like it instead.</source>
        <translation>Klicken Sie für „weniger wie dieses“.</translation>
    </message>
    <message>
        <source>Click for more like it instead.</source>
        <translation>Klicken Sie für „mehr wie dieses“.</translation>
    </message>
    <message>
        <source>Click to see them.</source>
        <translation>Zum Ansehen klicken.</translation>
    </message>
    <message>
        <source>Strength %1. </source>
        <translation>Stärke %1. </translation>
    </message>
</context>
<context>
    <name>semblance::TermChips</name>
    <message>
        <source>a picture</source>
        <translation>ein Bild</translation>
    </message>
</context>
<context>
    <name>semblance::TextBar</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Reading text is paused: %1</source>
        <translation>Texterkennung angehalten: %1</translation>
    </message>
    <message>
        <source>Reading text waits for mains power: %1</source>
        <translation>Texterkennung wartet auf Netzstrom: %1</translation>
    </message>
    <message>
        <source>Reading text in pictures: %1</source>
        <translation>Text in Bildern wird gelesen: %1</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>Reading text</source>
        <translation>Texterkennung</translation>
    </message>
    <message>
        <source>Progress of reading text</source>
        <translation>Fortschritt der Texterkennung</translation>
    </message>
    <message>
        <source>Resume reading text</source>
        <translation>Texterkennung fortsetzen</translation>
    </message>
    <message>
        <source>Pause reading text</source>
        <translation>Texterkennung anhalten</translation>
    </message>
</context>
<context>
    <name>semblance::TextKeeper</name>
    <message>
        <source>Text in pictures cannot be read: no language data are installed. Install Tesseract&apos;s for your languages (on Debian and Ubuntu tesseract-ocr-eng, tesseract-ocr-deu and so on), then start Semblance again.</source>
        <translation>Text in Bildern kann nicht gelesen werden: Es sind keine Sprachdaten installiert. Installieren Sie die von Tesseract für Ihre Sprachen (unter Debian und Ubuntu tesseract-ocr-eng, tesseract-ocr-deu und so weiter), und starten Sie Semblance dann neu.</translation>
    </message>
</context>
<context>
    <name>semblance::TextRecognizer</name>
    <message>
        <source>The language data in %1 cannot be used. Install them again.</source>
        <translation>Die Sprachdaten in %1 sind nicht verwendbar. Installieren Sie sie neu.</translation>
    </message>
    <message>
        <source>The text in the picture could not be read.</source>
        <translation>Der Text im Bild konnte nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>semblance::TextSetting</name>
    <message>
        <source>&amp;Read the text in pictures</source>
        <translation>&amp;Text in Bildern lesen</translation>
    </message>
    <message>
        <source>Text in pictures</source>
        <translation>Text in Bildern</translation>
    </message>
    <message>
        <source>Read the text in pictures</source>
        <translation>Text in Bildern lesen</translation>
    </message>
    <message>
        <source>Screenshots and documents are read while nothing is indexed, never on battery, so that words in quotes find them. What was read already stays</source>
        <translation>Bildschirmfotos und Dokumente werden gelesen, während nichts indiziert wird, nie mit Akku, damit Wörter in Anführungszeichen sie finden. Was schon gelesen wurde, bleibt</translation>
    </message>
    <message>
        <source>Languages that are read</source>
        <translation>Sprachen, die gelesen werden</translation>
    </message>
    <message>
        <source>Text cannot be read: no language data are installed. Install Tesseract’s for your languages (on Debian and Ubuntu tesseract-ocr-eng and so on).</source>
        <translation>Text kann nicht gelesen werden: Es sind keine Sprachdaten installiert. Installieren Sie die von Tesseract für Ihre Sprachen (unter Debian und Ubuntu tesseract-ocr-eng und so weiter).</translation>
    </message>
    <message>
        <source>Read are: %1.</source>
        <translation>Gelesen werden: %1.</translation>
    </message>
</context>
<context>
    <name>semblance::TextTuning</name>
    <message>
        <source>The field &quot;lastLayers&quot; is %1, but the text tower has %2 layers.</source>
        <translation>Das Feld „lastLayers“ ist %1, aber der Textturm hat %2 Schichten.</translation>
    </message>
    <message>
        <source>The tuned part %1 does not say how it was tuned. Get the model again.</source>
        <translation>Der abgestimmte Teil %1 sagt nicht, wie er abgestimmt wurde. Holen Sie das Modell noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::Thumbnails</name>
    <message>
        <source>A thumbnail of the picture could not be made.</source>
        <translation>Von dem Bild konnte keine Vorschau angelegt werden.</translation>
    </message>
</context>
<context>
    <name>semblance::TileButtons</name>
    <message>
        <source>More like this (M)</source>
        <translation>Mehr wie dieses (M)</translation>
    </message>
    <message>
        <source>Less like this (Shift+M)</source>
        <translation>Weniger wie dieses (Umschalt+M)</translation>
    </message>
</context>
<context>
    <name>semblance::TorchFile</name>
    <message>
        <source>its end is missing</source>
        <translation>ihr Ende fehlt</translation>
    </message>
    <message>
        <source>it claims %1 entries</source>
        <translation>sie gibt %1 Einträge an</translation>
    </message>
    <message>
        <source>its list of entries is cut off</source>
        <translation>ihre Liste der Einträge ist abgeschnitten</translation>
    </message>
    <message>
        <source>%1 in it is compressed</source>
        <translation>%1 darin ist komprimiert</translation>
    </message>
    <message>
        <source>%1 in it is not where it should be</source>
        <translation>%1 darin ist nicht dort, wo es sein sollte</translation>
    </message>
    <message>
        <source>The weight file %1 asks for %2 to be called when it is opened. Weights need no such thing, and it could be any program, so Semblance does not open it. Get the model as model.safetensors.</source>
        <translation>Die Gewichtsdatei %1 verlangt, dass beim Öffnen %2 aufgerufen wird. Gewichte brauchen so etwas nicht, und es könnte jedes Programm sein; darum öffnet Semblance sie nicht. Holen Sie das Modell als model.safetensors.</translation>
    </message>
    <message>
        <source>it is a zip file, but not one of PyTorch&apos;s</source>
        <translation>sie ist eine ZIP-Datei, aber keine von PyTorch</translation>
    </message>
    <message>
        <source>The file %1 is a program (TorchScript), not weights alone. Get the model as model.safetensors or pytorch_model.bin.</source>
        <translation>Die Datei %1 ist ein Programm (TorchScript), nicht nur Gewichte. Holen Sie das Modell als model.safetensors oder pytorch_model.bin.</translation>
    </message>
    <message>
        <source>its numbers are big-endian</source>
        <translation>ihre Zahlen sind in Big-Endian-Reihenfolge</translation>
    </message>
    <message>
        <source>its numbers are cut off</source>
        <translation>ihre Zahlen sind abgeschnitten</translation>
    </message>
    <message>
        <source>tensor %1 of shape %2 reaches beyond the numbers it has; it may be truncated</source>
        <translation>Tensor %1 mit Form %2 reicht über die vorhandenen Zahlen hinaus; die Datei ist vielleicht abgeschnitten</translation>
    </message>
    <message>
        <source>its tensors have more numbers than it</source>
        <translation>ihre Tensoren haben mehr Zahlen als sie selbst</translation>
    </message>
    <message>
        <source>its description of the tensors makes no sense</source>
        <translation>ihre Beschreibung der Tensoren ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>its description of the tensors is cut off or too long</source>
        <translation>ihre Beschreibung der Tensoren ist abgeschnitten oder zu lang</translation>
    </message>
    <message>
        <source>its description of the tensors is of a newer format</source>
        <translation>ihre Beschreibung der Tensoren hat ein neueres Format</translation>
    </message>
    <message>
        <source>its description of the tensors has the unknown sign %1</source>
        <translation>ihre Beschreibung der Tensoren enthält das unbekannte Zeichen %1</translation>
    </message>
</context>
<context>
    <name>semblance::TwoTowerTokenizer</name>
    <message>
        <source>The vocabulary %1 cannot be read. Get the model again.</source>
        <translation>Das Vokabular %1 kann nicht gelesen werden. Holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>This model reads with two text towers: a picture becomes an even number of words, not %1.</source>
        <translation>Dieses Modell liest mit zwei Texttürmen: Ein Bild wird zu einer geraden Zahl von Wörtern, nicht zu %1.</translation>
    </message>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Vor dem Platz des Bildes stehen zu viele Wörter für dieses Modell.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorBatch</name>
    <message>
        <source>The engine&apos;s answer does not fit the pictures it was given. Start the indexing again.</source>
        <translation>Die Antwort des Rechenwerks passt nicht zu den Bildern, die es bekam. Starten Sie das Einlesen neu.</translation>
    </message>
    <message>
        <source>This picture makes the search engine fail. It is left out until it changes.</source>
        <translation>An diesem Bild scheitert das Rechenwerk. Es bleibt außen vor, bis es sich ändert.</translation>
    </message>
    <message>
        <source>The search engine can make nothing of this picture. It is left out until it changes.</source>
        <translation>Mit diesem Bild kann das Rechenwerk nichts anfangen. Es bleibt außen vor, bis es sich ändert.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorDatabase</name>
    <message>
        <source>%1 holds the vectors of another model. Move it to another folder, then index your folders again.</source>
        <translation>%1 enthält die Vektoren eines anderen Modells. Verschieben Sie die Datei in einen anderen Ordner und lesen Sie Ihre Ordner dann neu ein.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorMatrix</name>
    <message>
        <source>A picture&apos;s vector is damaged and was left out of the search.</source>
        <translation>Der Vektor eines Bildes ist beschädigt und wurde bei der Suche ausgelassen.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorSearch</name>
    <message>
        <source>The query does not fit the index. Please report this mistake.</source>
        <translation>Die Anfrage passt nicht zum Index. Bitte melden Sie diesen Fehler.</translation>
    </message>
</context>
<context>
    <name>semblance::VideoInput</name>
    <message>
        <source>There is no video in the file.</source>
        <translation>In der Datei ist kein Video.</translation>
    </message>
</context>
<context>
    <name>semblance::VideoMark</name>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>video, %1</source>
        <translation>Video, %1</translation>
    </message>
</context>
<context>
    <name>semblance::ViewerPage</name>
    <message>
        <source>Large view</source>
        <translation>Großansicht</translation>
    </message>
    <message>
        <source>State of the large view</source>
        <translation>Zustand der Großansicht</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Back to the grid</source>
        <translation>Zurück zur Übersicht</translation>
    </message>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>Zurück zur Übersicht (Esc)</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Previous picture (Left)</source>
        <translation>Voriges Bild (Links)</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Next picture (Right)</source>
        <translation>Nächstes Bild (Rechts)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Verkleinern (-)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>In das Fenster einpassen</translation>
    </message>
    <message>
        <source>Fit into the window (0)</source>
        <translation>In das Fenster einpassen (0)</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz verwenden</translation>
    </message>
    <message>
        <source>Find pictures like this one (Enter)</source>
        <translation>Bilder wie dieses finden (Eingabetaste)</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Facts about the picture</source>
        <translation>Angaben zum Bild</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Tools of the large view</source>
        <translation>Werkzeuge der Großansicht</translation>
    </message>
    <message>
        <source>Large picture %1</source>
        <translation>Großes Bild %1</translation>
    </message>
    <message>
        <source>“%1” lies on a disk that is not connected. Plug it in to see the picture large.</source>
        <translation>„%1“ liegt auf einem Datenträger, der nicht angeschlossen ist. Schließen Sie ihn an, um das Bild groß zu sehen.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Play the video</source>
        <translation>Das Video abspielen</translation>
    </message>
    <message>
        <source>Open the video in your player (Enter)</source>
        <translation>Das Video in Ihrem Abspieler öffnen (Eingabe)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Place in the list</source>
        <translation>Platz in der Liste</translation>
    </message>
    <message>
        <source>Pictures like this one</source>
        <translation>Bilder wie dieses</translation>
    </message>
    <message>
        <source>Show them in the grid</source>
        <translation>Sie im Raster zeigen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Ground: what the picture stands out from</source>
        <translation>Hintergrund: wovon sich das Bild abhebt</translation>
    </message>
    <message>
        <source>Ground: light</source>
        <translation>Hintergrund: hell</translation>
    </message>
    <message>
        <source>Ground: dark</source>
        <translation>Hintergrund: dunkel</translation>
    </message>
    <message>
        <source>Ground: checks</source>
        <translation>Hintergrund: Karos</translation>
    </message>
    <message>
        <source>Find pictures like this frame</source>
        <translation>Bilder wie dieses Einzelbild finden</translation>
    </message>
    <message>
        <source>Use a part as reference</source>
        <translation>Einen Teil als Referenz verwenden</translation>
    </message>
    <message>
        <source>Find pictures like a part of this one (Ctrl+Shift+Enter)</source>
        <translation>Bilder wie einen Teil von diesem finden (Strg+Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Drag over the part that counts, or draw it with the arrow keys and Enter.</source>
        <translation>Ziehen Sie über den Teil, der zählt, oder zeichnen Sie ihn mit den Pfeiltasten und der Eingabetaste.</translation>
    </message>
</context>
<context>
    <name>semblance::Volume</name>
    <message>
        <source>The folder %1 is not there. Check its name and that its disk is plugged in.</source>
        <translation>Der Ordner %1 ist nicht da. Prüfen Sie seinen Namen und ob sein Datenträger angeschlossen ist.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Choose the folder that holds it.</source>
        <translation>%1 ist kein Ordner. Wählen Sie den Ordner, in dem die Datei liegt.</translation>
    </message>
    <message>
        <source>You may not read the folder %1. Check its permissions.</source>
        <translation>Sie dürfen den Ordner %1 nicht lesen. Prüfen Sie seine Rechte.</translation>
    </message>
</context>
<context>
    <name>semblance::Walk</name>
    <message>
        <source>The folder %1 cannot be read. Check its permissions and its disk.</source>
        <translation>Der Ordner %1 kann nicht gelesen werden. Prüfen Sie seine Rechte und seinen Datenträger.</translation>
    </message>
    <message>
        <source>The name %1 is not valid Unicode. Rename it to have it indexed.</source>
        <translation>Der Name %1 ist kein gültiges Unicode. Benennen Sie die Datei um, damit sie eingelesen wird.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Check that it is there and that you may read it.</source>
        <translation>%1 kann nicht gelesen werden. Prüfen Sie, ob die Datei da ist und ob Sie sie lesen dürfen.</translation>
    </message>
</context>
<context>
    <name>semblance::WeightReader</name>
    <message>
        <source>In the weight file %1 the tensor %2 holds %3, which are no weights.</source>
        <translation>In der Gewichtsdatei %1 enthält der Tensor %2 %3; das sind keine Gewichte.</translation>
    </message>
</context>
<context>
    <name>semblance::WelcomeStrip</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Find a picture by another picture, and what should be different</source>
        <translation>Ein Bild finden durch ein anderes und das, was anders sein soll</translation>
    </message>
    <message>
        <source>Try it on the demo pictures (the model reads English):</source>
        <translation>Probieren Sie es an den Beispielbildern (das Modell liest nur Englisch):</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder of your own pictures</source>
        <translation>Einen Ordner mit eigenen Bildern hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of your own pictures (Ctrl+Shift+O)</source>
        <translation>Einen Ordner mit eigenen Bildern hinzufügen (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Close the first steps</source>
        <translation>Die ersten Schritte schließen</translation>
    </message>
    <message>
        <source>Close; the examples stay in the Search menu</source>
        <translation>Schließen; die Beispiele bleiben im Menü Suche</translation>
    </message>
    <message>
        <source>Add the pictures in %1. They are only read, never changed</source>
        <translation>Die Bilder in %1 hinzufügen. Sie werden nur gelesen, nie geändert</translation>
    </message>
</context>
<context>
    <name>semblance::WordPieceModel</name>
    <message>
        <source>The vocabulary %1 cannot be read. Get the model again.</source>
        <translation>Das Vokabular %1 kann nicht gelesen werden. Holen Sie das Modell noch einmal.</translation>
    </message>
</context>
<context>
    <name>semblance::Wording</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>noch etwa %n Stunde</numerusform>
            <numerusform>noch etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for pictures: %1 found</source>
        <translation>Bilder werden gesucht: %1 gefunden</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Bilder werden gesucht …</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Wird abgeschlossen …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Reading pictures: %1</source>
        <translation>Bilder werden gelesen: %1</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %Ln picture(s) were added; the rest is read when the folder is rescanned.</source>
        <translation>
            <numerusform>Beendet. %Ln Bild wurde hinzugefügt; der Rest wird beim nächsten Einlesen gelesen.</numerusform>
            <numerusform>Beendet. %Ln Bilder wurden hinzugefügt; der Rest wird beim nächsten Einlesen gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library is up to date.</source>
        <translation>Die Bibliothek ist auf dem neuesten Stand.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) added or brought up to date.</source>
        <translation>
            <numerusform>%Ln Bild hinzugefügt oder aktualisiert.</numerusform>
            <numerusform>%Ln Bilder hinzugefügt oder aktualisiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused: on battery</source>
        <translation>Angehalten: Akkubetrieb</translation>
    </message>
    <message numerus="yes">
        <source>A disk went in the middle: %Ln picture(s) are still to be read when it is back.</source>
        <translation>
            <numerusform>Ein Datenträger verschwand mittendrin: %Ln Bild ist noch zu lesen, wenn er wieder da ist.</numerusform>
            <numerusform>Ein Datenträger verschwand mittendrin: %Ln Bilder sind noch zu lesen, wenn er wieder da ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library is in order again.</source>
        <translation>Die Bibliothek ist wieder in Ordnung.</translation>
    </message>
    <message>
        <source>The library is mended, and nothing was lost.</source>
        <translation>Die Bibliothek ist repariert, und nichts ging verloren.</translation>
    </message>
    <message>
        <source>The library is restored as it was on %1. Rescan your folders: what came later is read again.</source>
        <translation>Die Bibliothek ist wiederhergestellt, wie sie am %1 war. Lesen Sie Ihre Ordner neu ein: Was später kam, wird wieder gelesen.</translation>
    </message>
    <message>
        <source>What could be read of the library is kept. Rescan your folders: the rest is read again.</source>
        <translation>Was von der Bibliothek lesbar war, ist erhalten. Lesen Sie Ihre Ordner neu ein: Der Rest wird wieder gelesen.</translation>
    </message>
    <message>
        <source>Nothing of the library could be read. Add your folders again.</source>
        <translation>Von der Bibliothek war nichts lesbar. Fügen Sie Ihre Ordner wieder hinzu.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) to folders are not followed.</source>
        <translation>
            <numerusform>%Ln Verknüpfung zu einem Ordner wird nicht gefolgt.</numerusform>
            <numerusform>%Ln Verknüpfungen zu Ordnern wird nicht gefolgt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are kept in a cloud and left alone.</source>
        <translation>
            <numerusform>%Ln Bild liegt in einer Cloud und wird in Ruhe gelassen.</numerusform>
            <numerusform>%Ln Bilder liegen in einer Cloud und werden in Ruhe gelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are saved in %1 (%2).</source>
        <translation>
            <numerusform>%Ln Bild ist in %1 gespeichert (%2).</numerusform>
            <numerusform>%Ln Bilder sind in %1 gespeichert (%2).</numerusform>
        </translation>
    </message>
    <message>
        <source>This library knew all of it already.</source>
        <translation>Diese Bibliothek kannte das alles schon.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) were added.</source>
        <translation>
            <numerusform>%Ln Bild wurde hinzugefügt.</numerusform>
            <numerusform>%Ln Bilder wurden hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More is known now of %Ln picture(s).</source>
        <translation>
            <numerusform>Über %Ln Bild ist jetzt mehr bekannt.</numerusform>
            <numerusform>Über %Ln Bilder ist jetzt mehr bekannt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved search(es) came along.</source>
        <translation>
            <numerusform>%Ln gespeicherte Suche kam mit.</numerusform>
            <numerusform>%Ln gespeicherte Suchen kamen mit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln collection(s) came along.</source>
        <translation>
            <numerusform>%Ln Sammlung kam mit.</numerusform>
            <numerusform>%Ln Sammlungen kamen mit.</numerusform>
        </translation>
    </message>
</context>
</TS>
