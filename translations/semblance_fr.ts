<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Text</name>
    <message>
        <source>%1 is a folder. Name a file to export to.</source>
        <translation>%1 est un dossier. Indiquez un fichier vers lequel exporter.</translation>
    </message>
    <message>
        <source>%1 is there already and is not an exported library. Choose another name.</source>
        <translation>%1 existe déjà et n’est pas une bibliothèque exportée. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>The disk of the folder %1 does not answer. Try again when it does.</source>
        <translation>Le disque du dossier %1 ne répond pas. Réessayez lorsqu’il répondra.</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors</source>
        <translation>il ne contient aucun dictionnaire de tenseurs</translation>
    </message>
    <message>
        <source>a tensor&apos;s name is missing or occurs twice</source>
        <translation>le nom d’un tenseur manque ou figure deux fois</translation>
    </message>
    <message>
        <source>what it calls %1 is no tensor</source>
        <translation>ce qu’il appelle %1 n’est pas un tenseur</translation>
    </message>
</context>
<context>
    <name>semblance::AboutDialog</name>
    <message>
        <source>About Semblance</source>
        <translation>À propos de Semblance</translation>
    </message>
    <message>
        <source>The sign of Semblance</source>
        <translation>Le logo de Semblance</translation>
    </message>
    <message>
        <source>Name and version</source>
        <translation>Nom et version</translation>
    </message>
    <message>
        <source>Finds pictures by a picture and a sentence. Nothing leaves this computer.</source>
        <translation>Trouve des images à partir d’une image et d’une phrase. Rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>À propos de Qt</translation>
    </message>
    <message>
        <source>Semblance is free software under the GNU General Public License, version 3 or later. It comes without any warranty. The file LICENSE holds the licence, and the folder of resources those of models and pictures.</source>
        <translation>Semblance est un logiciel libre, sous licence publique générale GNU (GPL), version 3 ou ultérieure. Il est fourni sans aucune garantie. Le fichier LICENSE contient la licence, et le dossier des ressources celles des modèles et des images.</translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation>Il est réalisé avec&#xa0;:</translation>
    </message>
</context>
<context>
    <name>semblance::Actions</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation>&amp;Ajouter un dossier…</translation>
    </message>
    <message>
        <source>&amp;Rescan all folders</source>
        <translation>Tout a&amp;nalyser à nouveau</translation>
    </message>
    <message>
        <source>Files that could not be &amp;read…</source>
        <translation>Fichiers &amp;illisibles…</translation>
    </message>
    <message>
        <source>Save the &amp;library as a file…</source>
        <translation>Enregistrer la &amp;bibliothèque dans un fichier…</translation>
    </message>
    <message>
        <source>&amp;Take in a library’s file…</source>
        <translation>Intégrer un fichier de bib&amp;liothèque…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modèles…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Paramètres…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Sentence</source>
        <translation>&amp;Phrase</translation>
    </message>
    <message>
        <source>Add &amp;reference picture…</source>
        <translation>Ajouter une image de &amp;référence…</translation>
    </message>
    <message>
        <source>&amp;Paste as reference</source>
        <translation>C&amp;oller comme référence</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>R&amp;edo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Clear the query</source>
        <translation>&amp;Effacer la requête</translation>
    </message>
    <message>
        <source>&amp;Filters</source>
        <translation>&amp;Filtres</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Précé&amp;dent</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>&amp;Suivant</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Historique</translation>
    </message>
    <message>
        <source>S&amp;ave the search…</source>
        <translation>Enre&amp;gistrer la recherche…</translation>
    </message>
    <message>
        <source>&amp;Take out of the collection</source>
        <translation>Re&amp;tirer de la collection</translation>
    </message>
    <message>
        <source>Move &amp;earlier in the collection</source>
        <translation>Placer plus tôt dans la &amp;collection</translation>
    </message>
    <message>
        <source>Move &amp;later in the collection</source>
        <translation>&amp;Placer plus tard dans la collection</translation>
    </message>
    <message>
        <source>&amp;Use as reference</source>
        <translation>&amp;Utiliser comme référence</translation>
    </message>
    <message>
        <source>&amp;Add to the references</source>
        <translation>&amp;Ajouter aux références</translation>
    </message>
    <message>
        <source>Use a &amp;part as reference…</source>
        <translation>Utiliser une &amp;partie comme référence…</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>P&amp;lus comme celle-ci</translation>
    </message>
    <message>
        <source>L&amp;ess like this</source>
        <translation>&amp;Moins comme celle-ci</translation>
    </message>
    <message>
        <source>Show &amp;large</source>
        <translation>Afficher en &amp;grand</translation>
    </message>
    <message>
        <source>&amp;Open in its program</source>
        <translation>&amp;Ouvrir dans son programme</translation>
    </message>
    <message>
        <source>Show in the &amp;file manager</source>
        <translation>Afficher dans le gestionnaire de &amp;fichiers</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>&amp;Copier l’image</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>Copier le c&amp;hemin</translation>
    </message>
    <message>
        <source>Add to a collectio&amp;n…</source>
        <translation>Ajouter à une collectio&amp;n…</translation>
    </message>
    <message>
        <source>Copy to folde&amp;r…</source>
        <translation>Copier vers un &amp;dossier…</translation>
    </message>
    <message>
        <source>Save a l&amp;ist…</source>
        <translation>Enregistrer une l&amp;iste…</translation>
    </message>
    <message>
        <source>Contact s&amp;heet…</source>
        <translation>Planche-con&amp;tact…</translation>
    </message>
    <message>
        <source>Select a&amp;ll</source>
        <translation>Tout &amp;sélectionner</translation>
    </message>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>Vignettes plus &amp;grandes</translation>
    </message>
    <message>
        <source>&amp;Smaller thumbnails</source>
        <translation>Vignettes plus &amp;petites</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>&amp;Taille habituelle</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>&amp;Dossiers</translation>
    </message>
    <message>
        <source>&amp;About the picture</source>
        <translation>À propos de l’&amp;image</translation>
    </message>
    <message>
        <source>First &amp;steps</source>
        <translation>Pr&amp;emiers pas</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Plein é&amp;cran</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Raccourcis</translation>
    </message>
    <message>
        <source>&amp;About Semblance</source>
        <translation>À &amp;propos de Semblance</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Recherche</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>&amp;Image</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>E&amp;xemples</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>&amp;Two queries side by side</source>
        <translation>Deux re&amp;quêtes côte à côte</translation>
    </message>
    <message>
        <source>The &amp;other query</source>
        <translation>L’a&amp;utre requête</translation>
    </message>
    <message>
        <source>&amp;Write sidecars…</source>
        <translation>Éc&amp;rire les fichiers annexes…</translation>
    </message>
</context>
<context>
    <name>semblance::AddedFolder</name>
    <message>
        <source>The disk of the folder %1 is not plugged in. Its pictures stay in the library.</source>
        <translation>Le disque du dossier %1 n’est pas branché. Ses images restent dans la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 is the place of a disk that is not plugged in. Add the folder when the disk is there.</source>
        <translation>%1 est l’emplacement d’un disque qui n’est pas branché. Ajoutez le dossier lorsque le disque sera là.</translation>
    </message>
    <message>
        <source>%1 holds folders that were in the library by themselves: they are part of it now, and what was indexed stays.</source>
        <translation>%1 contient des dossiers qui étaient séparément dans la bibliothèque&#xa0;: ils en font désormais partie, et ce qui a été indexé est conservé.</translation>
    </message>
    <message>
        <source>%1 is part of %2, where it is left out: its pictures are not looked at.</source>
        <translation>%1 fait partie de %2, où il est exclu&#xa0;: ses images ne sont pas examinées.</translation>
    </message>
    <message>
        <source>%1 is in the library already, as part of %2.</source>
        <translation>%1 est déjà dans la bibliothèque, dans %2.</translation>
    </message>
    <message>
        <source>The disk of the folder %1 does not answer. Try again when it does.</source>
        <translation>Le disque du dossier %1 ne répond pas. Réessayez lorsqu’il répondra.</translation>
    </message>
</context>
<context>
    <name>semblance::ArrangementFlow</name>
    <message>
        <source>Fold &amp;copies</source>
        <translation>Regrouper les c&amp;opies</translation>
    </message>
</context>
<context>
    <name>semblance::BrowsePage</name>
    <message>
        <source>Query and pictures</source>
        <translation>Requête et images</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>Ordre des images</translation>
    </message>
    <message>
        <source>The way you came</source>
        <translation>Chemin parcouru</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>Show pictures by date, folder, kind, rating … (Ctrl+Shift+F)</source>
        <translation>Afficher les images par date, dossier, type, note… (Ctrl+Maj+F)</translation>
    </message>
</context>
<context>
    <name>semblance::BytePairTable</name>
    <message>
        <source>it names no pieces, or far too many</source>
        <translation>il ne contient aucun fragment, ou beaucoup trop</translation>
    </message>
    <message>
        <source>the piece &quot;%1&quot; has no proper number</source>
        <translation>le fragment «&#xa0;%1&#xa0;» n’a pas de numéro valable</translation>
    </message>
    <message>
        <source>merge %1 names a piece that the vocabulary lacks</source>
        <translation>la fusion %1 désigne un fragment absent du vocabulaire</translation>
    </message>
    <message>
        <source>line %1 is not two pieces with a space between</source>
        <translation>la ligne %1 n’est pas formée de deux fragments séparés par une espace</translation>
    </message>
    <message>
        <source>The vocabulary file %1 cannot be used: %2. Get the model again.</source>
        <translation>Le fichier de vocabulaire %1 est inutilisable&#xa0;: %2. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>The file %1 cannot be opened.</source>
        <translation>Impossible d’ouvrir le fichier %1.</translation>
    </message>
    <message>
        <source>it is far too large</source>
        <translation>il est beaucoup trop volumineux</translation>
    </message>
    <message>
        <source>it is not a byte-pair vocabulary</source>
        <translation>ce n’est pas un vocabulaire de paires d’octets</translation>
    </message>
</context>
<context>
    <name>semblance::CheckedFile</name>
    <message>
        <source>The disk with %1 is full: free some space and try again.</source>
        <translation>Le disque contenant %1 est plein&#xa0;: libérez de l’espace et réessayez.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: check that its folder exists and may be written to.</source>
        <translation>Impossible d’écrire le fichier %1&#xa0;: vérifiez que son dossier existe et que vous pouvez y écrire.</translation>
    </message>
    <message>
        <source>The cache %1 cannot be used and has to be made again.</source>
        <translation>Le cache %1 est inutilisable et doit être recréé.</translation>
    </message>
</context>
<context>
    <name>semblance::ChildProcess</name>
    <message>
        <source>%1 does not start.</source>
        <translation>%1 ne démarre pas.</translation>
    </message>
    <message>
        <source>%1 stopped unexpectedly.</source>
        <translation>%1 s’est arrêté de façon inattendue.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 ne répond pas.</translation>
    </message>
    <message>
        <source>%1 belongs to another version of Semblance; reinstall them together.</source>
        <translation>%1 appartient à une autre version de Semblance&#xa0;; réinstallez-les ensemble.</translation>
    </message>
    <message>
        <source>The program %1 is missing beside Semblance; install Semblance again.</source>
        <translation>Le programme %1 manque à côté de Semblance&#xa0;; réinstallez Semblance.</translation>
    </message>
</context>
<context>
    <name>semblance::ChildServer</name>
    <message>
        <source>This part of Semblance does not know the request &apos;%1&apos;.</source>
        <translation>Cette partie de Semblance ne connaît pas la demande «&#xa0;%1&#xa0;».</translation>
    </message>
</context>
<context>
    <name>semblance::ClipTokenizer</name>
    <message>
        <source>The model&apos;s vocabulary is not CLIP&apos;s: it lacks %1.</source>
        <translation>Le vocabulaire du modèle n’est pas celui de CLIP&#xa0;: il y manque %1.</translation>
    </message>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Il y a trop de mots avant la place de l’image pour ce modèle.</translation>
    </message>
</context>
<context>
    <name>semblance::ClosingFlow</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Pictures are still being read.</source>
        <translation>Des images sont encore en cours de lecture.</translation>
    </message>
    <message>
        <source>In the background this goes on without the window, and then the program ends. Starting it again brings the window back. If you stop it, the next start goes on from here.</source>
        <translation>En arrière-plan, la lecture continue sans la fenêtre, puis le programme se termine. Le relancer fait réapparaître la fenêtre. Si vous arrêtez la lecture, elle reprendra d’ici au prochain démarrage.</translation>
    </message>
    <message>
        <source>&amp;Remember this (it can be changed in the settings)</source>
        <translation>&amp;Retenir ce choix (modifiable dans les paramètres)</translation>
    </message>
    <message>
        <source>Remember this</source>
        <translation>Retenir ce choix</translation>
    </message>
    <message>
        <source>&amp;Finish in the background</source>
        <translation>&amp;Terminer en arrière-plan</translation>
    </message>
    <message>
        <source>Finish in the background</source>
        <translation>Terminer en arrière-plan</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>A&amp;rrêter et fermer</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Arrêter et fermer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Pictures are being read</source>
        <translation>Lecture des images en cours</translation>
    </message>
    <message>
        <source>Semblance</source>
        <translation>Semblance</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Afficher la fenêtre</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Arrêter et quitter</translation>
    </message>
</context>
<context>
    <name>semblance::CodecErrors</name>
    <message>
        <source>The picture is cut short: its end is missing. Copy or download the file again.</source>
        <translation>L’image est tronquée&#xa0;: la fin manque. Copiez ou téléchargez à nouveau le fichier.</translation>
    </message>
    <message>
        <source>The picture is cut short: most of it is missing. Copy or download the file again.</source>
        <translation>L’image est tronquée&#xa0;: la plus grande partie manque. Copiez ou téléchargez à nouveau le fichier.</translation>
    </message>
    <message>
        <source>The %1 file is damaged and cannot be shown.</source>
        <translation>Le fichier %1 est endommagé et ne peut pas être affiché.</translation>
    </message>
    <message>
        <source>The %1 file is of a variant that is not read.</source>
        <translation>Le fichier %1 est d’une variante qui n’est pas prise en charge.</translation>
    </message>
    <message>
        <source>The picture needs more memory than one picture may take.</source>
        <translation>L’image demande plus de mémoire qu’une seule image ne peut en occuper.</translation>
    </message>
    <message>
        <source>Pictures of the kind %1 cannot be read by this installation.</source>
        <translation>Cette installation ne peut pas lire les images de type %1.</translation>
    </message>
    <message>
        <source>The %1 file is compressed in a way for which this installation has no decoder.</source>
        <translation>Le fichier %1 est compressé d’une façon pour laquelle cette installation n’a pas de décodeur.</translation>
    </message>
</context>
<context>
    <name>semblance::CollectionBar</name>
    <message>
        <source>Collection</source>
        <translation>Collection</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Export the collection</source>
        <translation>Exporter la collection</translation>
    </message>
    <message>
        <source>Copy the pictures of the collection to a folder</source>
        <translation>Copier les images de la collection dans un dossier</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Back to all pictures</source>
        <translation>Retour à toutes les images</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln manquante</numerusform>
            <numerusform>%Ln manquantes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::CollectionEdits</name>
    <message>
        <source>New collection “%1”</source>
        <translation>Nouvelle collection «&#xa0;%1&#xa0;»</translation>
    </message>
    <message numerus="yes">
        <source>“%1”: %n picture(s)</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;»&#xa0;: %n image</numerusform>
            <numerusform>«&#xa0;%1&#xa0;»&#xa0;: %n images</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to “%1”</source>
        <translation>Ajouter à «&#xa0;%1&#xa0;»</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) added to “%1”</source>
        <translation>
            <numerusform>%n image ajoutée à «&#xa0;%1&#xa0;»</numerusform>
            <numerusform>%n images ajoutées à «&#xa0;%1&#xa0;»</numerusform>
        </translation>
    </message>
    <message>
        <source>That is in “%1” already.</source>
        <translation>C’est déjà dans «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>Renommer «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>Supprimer «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Take out of “%1”</source>
        <translation>Retirer de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Sort “%1”</source>
        <translation>Trier «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>semblance::CollectionsFlow</name>
    <message>
        <source>Collection %1, %2</source>
        <translation>Collection %1, %2</translation>
    </message>
    <message>
        <source>Remove the collection? Its pictures stay where they are.</source>
        <translation>Supprimer la collection&#xa0;? Ses images restent où elles sont.</translation>
    </message>
    <message>
        <source>Remove the collection…</source>
        <translation>Supprimer la collection…</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Collections</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>%1: drop pictures here to add them</source>
        <translation>%1&#xa0;: déposez ici des images pour les ajouter</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln manquante</numerusform>
            <numerusform>%Ln manquantes</numerusform>
        </translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Nouvelle collection</translation>
    </message>
    <message>
        <source>Add to a collection</source>
        <translation>Ajouter à une collection</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Nouvelle collection…</translation>
    </message>
</context>
<context>
    <name>semblance::ColourStrip</name>
    <message>
        <source>Colours of the picture</source>
        <translation>Couleurs de l’image</translation>
    </message>
    <message>
        <source>%1, %2 % of the picture</source>
        <translation>%1, %2&#xa0;% de l’image</translation>
    </message>
    <message>
        <source>%1, %2 % of the picture. Click for pictures with this colour.</source>
        <translation>%1, %2&#xa0;% de l’image. Cliquez pour voir les images contenant cette couleur.</translation>
    </message>
</context>
<context>
    <name>semblance::CommandHelp</name>
    <message>
        <source>%1 or %2</source>
        <comment>a list of names and the last one</comment>
        <translation>%1 ou %2</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>COMMANDE</translation>
    </message>
    <message>
        <source>[ACTION]</source>
        <translation>[ACTION]</translation>
    </message>
    <message>
        <source>Usage: %1 [OPTION]...</source>
        <translation>Utilisation&#xa0;: %1 [OPTION]...</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Options&#xa0;:</translation>
    </message>
    <message>
        <source>For every command:</source>
        <translation>Pour toutes les commandes&#xa0;:</translation>
    </message>
</context>
<context>
    <name>semblance::CommandLine</name>
    <message>
        <source>Show this help.</source>
        <translation>Afficher cette aide.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Afficher la version.</translation>
    </message>
    <message>
        <source>The command line could not be read.</source>
        <translation>La ligne de commande n’a pas pu être lue.</translation>
    </message>
    <message>
        <source>%1 needs a value: %1 %2.</source>
        <translation>%1 requiert une valeur&#xa0;: %1 %2.</translation>
    </message>
    <message>
        <source>%1 takes no value.</source>
        <translation>%1 n’accepte pas de valeur.</translation>
    </message>
    <message>
        <source>The options are incomplete.</source>
        <translation>Les options sont incomplètes.</translation>
    </message>
    <message>
        <source>Say what to do: %1. %2 --help tells more.</source>
        <translation>Indiquez ce qu’il faut faire&#xa0;: %1. %2 --help en dit plus.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not expected here.</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas attendu ici.</translation>
    </message>
    <message>
        <source>%1 needs %2.</source>
        <translation>%1 requiert %2.</translation>
    </message>
    <message>
        <source>--%1 has no meaning for %2.</source>
        <translation>--%1 n’a pas de sens pour %2.</translation>
    </message>
    <message>
        <source>--%1 can be given once only.</source>
        <translation>--%1 ne peut être indiqué qu’une seule fois.</translation>
    </message>
    <message>
        <source>There is no option &apos;%1&apos;. %2 --help shows what there is.</source>
        <translation>L’option «&#xa0;%1&#xa0;» n’existe pas. %2 --help montre celles qui existent.</translation>
    </message>
    <message>
        <source>There is no command &apos;%1&apos;: use %2.</source>
        <translation>La commande «&#xa0;%1&#xa0;» n’existe pas&#xa0;: utilisez %2.</translation>
    </message>
    <message>
        <source>--%1 needs %2, not &apos;%3&apos;.</source>
        <translation>--%1 requiert %2, et non «&#xa0;%3&#xa0;».</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>un nombre de %1 à %2</translation>
    </message>
    <message>
        <source>a number from %1</source>
        <translation>un nombre à partir de %1</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
</context>
<context>
    <name>semblance::CompareBar</name>
    <message>
        <source>First query</source>
        <translation>Première requête</translation>
    </message>
    <message>
        <source>Second query</source>
        <translation>Seconde requête</translation>
    </message>
    <message>
        <source>Beside the other answer</source>
        <translation>Comparaison avec l’autre réponse</translation>
    </message>
    <message>
        <source>The two queries</source>
        <translation>Les deux requêtes</translation>
    </message>
    <message>
        <source>The other query (Ctrl+Tab)</source>
        <translation>L’autre requête (Ctrl+Tab)</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>One slider for both, and both scroll together</source>
        <translation>Un seul curseur pour les deux, et elles défilent ensemble</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Garder celle-ci</translation>
    </message>
    <message>
        <source>Go on with the second query alone</source>
        <translation>Continuer avec la seconde requête seule</translation>
    </message>
    <message>
        <source>Close the second query</source>
        <translation>Fermer la seconde requête</translation>
    </message>
    <message>
        <source>Close the second query (Ctrl+Shift+D)</source>
        <translation>Fermer la seconde requête (Ctrl+Maj+D)</translation>
    </message>
</context>
<context>
    <name>semblance::CompareFlow</name>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Aucune image</translation>
    </message>
    <message numerus="yes">
        <source>%Ln only here</source>
        <translation>
            <numerusform>%Ln seulement ici</numerusform>
            <numerusform>%Ln seulement ici</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln déplacée</numerusform>
            <numerusform>%Ln déplacées</numerusform>
        </translation>
    </message>
    <message>
        <source>The same pictures</source>
        <translation>Les mêmes images</translation>
    </message>
</context>
<context>
    <name>semblance::ComparePane</name>
    <message>
        <source>Second query and its pictures</source>
        <translation>Seconde requête et ses images</translation>
    </message>
    <message>
        <source>Pictures of the second query</source>
        <translation>Images de la seconde requête</translation>
    </message>
</context>
<context>
    <name>semblance::ContentKey</name>
    <message>
        <source>%1 cannot be read. %2</source>
        <translation>Impossible de lire %1. %2</translation>
    </message>
    <message>
        <source>%1 was being written while it was read. It is tried again at the next scan.</source>
        <translation>%1 était en cours d’écriture pendant sa lecture. Un nouvel essai aura lieu à la prochaine analyse.</translation>
    </message>
</context>
<context>
    <name>semblance::CopyFiles</name>
    <message>
        <source>“%1” cannot be written to: the disk is full or failing. What was copied is kept.</source>
        <translation>Impossible d’écrire dans «&#xa0;%1&#xa0;»&#xa0;: le disque est plein ou défaillant. Ce qui a été copié est conservé.</translation>
    </message>
    <message>
        <source>Nothing can be copied to “%1”. Check that the folder is there and that you may write to it.</source>
        <translation>Rien ne peut être copié vers «&#xa0;%1&#xa0;». Vérifiez que le dossier existe et que vous pouvez y écrire.</translation>
    </message>
</context>
<context>
    <name>semblance::CrashNotes</name>
    <message>
        <source>The crash note is no longer there.</source>
        <translation>Le rapport de plantage n’est plus là.</translation>
    </message>
    <message>
        <source>The crash note could not be kept.</source>
        <translation>Le rapport de plantage n’a pas pu être conservé.</translation>
    </message>
</context>
<context>
    <name>semblance::CrashNotesDialog</name>
    <message>
        <source>Crash notes</source>
        <translation>Rapports de plantage</translation>
    </message>
    <message>
        <source>A note says which program crashed, in which version, and where in its code. It names none of your files, and nothing was sent: to report a crash, copy the text.</source>
        <translation>Un rapport dit quel programme a planté, dans quelle version et à quel endroit de son code. Il ne nomme aucun de vos fichiers et rien n’a été envoyé : pour signaler un plantage, copiez le texte.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copier le texte</translation>
    </message>
</context>
<context>
    <name>semblance::CrashNotesFlow</name>
    <message>
        <source>Semblance crashed. A note of where is on this computer; nothing was sent.</source>
        <translation>Semblance a planté. Un rapport disant où se trouve sur cet ordinateur ; rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>A helper of Semblance crashed and was started again. A note of where is on this computer; nothing was sent.</source>
        <translation>Un programme auxiliaire de Semblance a planté et a été relancé. Un rapport disant où se trouve sur cet ordinateur ; rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
</context>
<context>
    <name>semblance::CriterionField</name>
    <message>
        <source>Second criterion</source>
        <translation>Second critère</translation>
    </message>
    <message>
        <source>And it shows …</source>
        <translation>Et on y voit…</translation>
    </message>
    <message>
        <source>Add something else that the pictures must show, whatever the reference is</source>
        <translation>Ajouter autre chose que les images doivent montrer, quelle que soit la référence</translation>
    </message>
    <message>
        <source>and it shows</source>
        <translation>et on y voit</translation>
    </message>
    <message>
        <source>And it shows</source>
        <translation>Et on y voit</translation>
    </message>
    <message>
        <source>What the pictures must show beside the sentence</source>
        <translation>Ce que les images doivent montrer en plus de la phrase</translation>
    </message>
    <message>
        <source>Take the second criterion out</source>
        <translation>Retirer le second critère</translation>
    </message>
</context>
<context>
    <name>semblance::CurrentFolder</name>
    <message>
        <source>The current folder is no longer there, so &apos;%1&apos; leads nowhere. Give the whole path, or go to another folder first.</source>
        <translation>Le dossier actuel n’existe plus, «&#xa0;%1&#xa0;» ne mène donc nulle part. Indiquez le chemin complet, ou changez d’abord de dossier.</translation>
    </message>
</context>
<context>
    <name>semblance::DatabaseCopy</name>
    <message>
        <source>The library is being written to and cannot be copied now. Try again later.</source>
        <translation>La bibliothèque est en cours d’écriture et ne peut pas être copiée maintenant. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The old file %1 cannot be removed. Remove it and start again.</source>
        <translation>Impossible de supprimer l’ancien fichier %1. Supprimez-le et recommencez.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Check the permissions of its folder and the free space, then try again.</source>
        <translation>Impossible d’écrire le fichier %1. Vérifiez les droits de son dossier et l’espace libre, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>semblance::DateHistogram</name>
    <message>
        <source>Pictures by date</source>
        <translation>Images par date</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
</context>
<context>
    <name>semblance::DecoderPool</name>
    <message>
        <source>The file could not be read: its disk or network drive does not answer. It is tried again at the next scan.</source>
        <translation>Le fichier n’a pas pu être lu&#xa0;: son disque ou lecteur réseau ne répond pas. Un nouvel essai aura lieu à la prochaine analyse.</translation>
    </message>
    <message>
        <source>The file changed while it was decoded. It is tried again at the next scan.</source>
        <translation>Le fichier a changé pendant son décodage. Un nouvel essai aura lieu à la prochaine analyse.</translation>
    </message>
    <message>
        <source>Decoding the file took longer than %1 s, so it is skipped.</source>
        <translation>Le décodage du fichier a pris plus de %1 s, il est donc ignoré.</translation>
    </message>
</context>
<context>
    <name>semblance::DeskFlow</name>
    <message>
        <source>“%1” is saved in the side bar.</source>
        <translation>«&#xa0;%1&#xa0;» est enregistrée dans la barre latérale.</translation>
    </message>
</context>
<context>
    <name>semblance::DeskStore</name>
    <message>
        <source>%1 was made by a newer version of Semblance. History, saved searches and collections are left alone until Semblance is updated.</source>
        <translation>%1 a été créé par une version plus récente de Semblance. L’historique, les recherches enregistrées et les collections restent intacts jusqu’à la mise à jour de Semblance.</translation>
    </message>
    <message>
        <source>History, saved searches and collections were damaged. Searches and collections are as they were in their last copy, and the damaged file is kept as %1.</source>
        <translation>L’historique, les recherches enregistrées et les collections étaient endommagés. Les recherches et les collections sont dans l’état de leur dernière copie, et le fichier endommagé est conservé sous %1.</translation>
    </message>
    <message>
        <source>History, saved searches and collections were damaged and begin anew. The damaged file is kept as %1.</source>
        <translation>L’historique, les recherches enregistrées et les collections étaient endommagés et repartent de zéro. Le fichier endommagé est conservé sous %1.</translation>
    </message>
</context>
<context>
    <name>semblance::Desktop</name>
    <message>
        <source>Another window with the library %1 is open, but does not answer. Wait for it, or end that program.</source>
        <translation>Une autre fenêtre avec la bibliothèque %1 est ouverte, mais ne répond pas. Attendez-la, ou mettez fin à ce programme.</translation>
    </message>
    <message>
        <source>Open a second window</source>
        <translation>Ouvrir une seconde fenêtre</translation>
    </message>
</context>
<context>
    <name>semblance::Device</name>
    <message>
        <source>There is no device &quot;%1&quot;: it can be auto, cpu, cuda or mps.</source>
        <translation>Le périphérique «&#xa0;%1&#xa0;» n’existe pas&#xa0;: ce peut être auto, cpu, cuda ou mps.</translation>
    </message>
    <message>
        <source>There is no CUDA device that this libtorch can use: computing on the processor.</source>
        <translation>Aucun périphérique CUDA utilisable par cette version de libtorch&#xa0;: calcul sur le processeur.</translation>
    </message>
    <message>
        <source>There is no Metal device that this libtorch can use: computing on the processor.</source>
        <translation>Aucun périphérique Metal utilisable par cette version de libtorch&#xa0;: calcul sur le processeur.</translation>
    </message>
</context>
<context>
    <name>semblance::DualEncoder</name>
    <message>
        <source>There is not enough memory for the model. Close other programs.</source>
        <translation>Il n’y a pas assez de mémoire pour le modèle. Fermez d’autres programmes.</translation>
    </message>
    <message>
        <source>The model failed to compute.</source>
        <translation>Le calcul du modèle a échoué.</translation>
    </message>
    <message>
        <source>The picture&apos;s word does not belong to this model.</source>
        <translation>Le mot de l’image n’appartient pas à ce modèle.</translation>
    </message>
    <message>
        <source>The model does not fit into the graphics card&apos;s free memory: computing on the processor.</source>
        <translation>Le modèle ne tient pas dans la mémoire libre de la carte graphique&#xa0;: calcul sur le processeur.</translation>
    </message>
    <message>
        <source>This model computes in %1 here: %2 is not to be had, or brings it nothing.</source>
        <translation>Ce modèle calcule ici en %1&#xa0;: %2 n’est pas disponible ou ne lui apporte rien.</translation>
    </message>
    <message>
        <source>The pictures are not of the size this model takes (%1 pixels a side).</source>
        <translation>Les images n’ont pas la taille que ce modèle accepte (%1 pixels de côté).</translation>
    </message>
    <message>
        <source>The direction does not belong to this model.</source>
        <translation>La direction n’appartient pas à ce modèle.</translation>
    </message>
    <message>
        <source>This model has not learnt to compose.</source>
        <translation>Ce modèle n’a pas appris à composer.</translation>
    </message>
    <message>
        <source>The sentence is blank: there is nothing to search for.</source>
        <translation>La phrase est vide&#xa0;: il n’y a rien à rechercher.</translation>
    </message>
    <message>
        <source>Sentence %1 is blank: there is nothing to search for.</source>
        <translation>La phrase %1 est vide&#xa0;: il n’y a rien à rechercher.</translation>
    </message>
</context>
<context>
    <name>semblance::EmbeddedCatalogue</name>
    <message>
        <source>This model answers searches until the library&apos;s pictures are encoded with the other one. Remove it then.</source>
        <translation>Ce modèle répond aux recherches jusqu’à ce que les images de la bibliothèque soient encodées avec l’autre. Supprimez-le ensuite.</translation>
    </message>
</context>
<context>
    <name>semblance::EmptyState</name>
    <message>
        <source>The library is damaged</source>
        <translation>La bibliothèque est endommagée</translation>
    </message>
    <message>
        <source>Your photos are not affected. What can be read is kept, else the state of %1 is brought back; what came later is read again from your folders. The damaged file is kept beside it.</source>
        <translation>Vos photos ne sont pas touchées. Ce qui est lisible est conservé, sinon l’état du %1 est rétabli&#xa0;; ce qui est venu après est relu depuis vos dossiers. Le fichier endommagé est conservé à côté.</translation>
    </message>
    <message>
        <source>Your photos are not affected, and there is no backup. What can be read is kept; the rest is read again from your folders. The damaged file is kept beside it.</source>
        <translation>Vos photos ne sont pas touchées, et il n’y a pas de sauvegarde. Ce qui est lisible est conservé&#xa0;; le reste est relu depuis vos dossiers. Le fichier endommagé est conservé à côté.</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>Restaurer la sauvegarde du %1</translation>
    </message>
    <message>
        <source>The library could not be opened</source>
        <translation>La bibliothèque n’a pas pu être ouverte</translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation>Ouverture de la bibliothèque…</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Recherche d’images…</translation>
    </message>
    <message>
        <source>They appear here as soon as they are read, and can be searched at once.</source>
        <translation>Elles apparaissent ici dès leur lecture et peuvent aussitôt être recherchées.</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Aucune image pour l’instant</translation>
    </message>
    <message>
        <source>Add a folder of pictures. They are only read, never changed, and nothing leaves this computer.</source>
        <translation>Ajoutez un dossier d’images. Elles sont seulement lues, jamais modifiées, et rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Aucun résultat</translation>
    </message>
    <message>
        <source>No picture of the library could be compared with this query. Ask for something else, or show all pictures.</source>
        <translation>Aucune image de la bibliothèque n’a pu être comparée à cette requête. Cherchez autre chose, ou affichez toutes les images.</translation>
    </message>
    <message>
        <source>No pictures in these folders</source>
        <translation>Aucune image dans ces dossiers</translation>
    </message>
    <message>
        <source>Photos, also HEIC and raw, drawings, icons and the files of drawing programs are found, in all folders below those that were added.</source>
        <translation>Les photos, y compris HEIC et RAW, les dessins, les icônes et les fichiers des logiciels de dessin sont trouvés dans tous les sous-dossiers des dossiers ajoutés.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Use the demo pictures</source>
        <translation>Utiliser les images de démonstration</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Analyser à nouveau</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Recover what can be read</source>
        <translation>Récupérer ce qui est lisible</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>Afficher toutes les images</translation>
    </message>
    <message>
        <source>No picture passes these filters</source>
        <translation>Aucune image ne passe ces filtres</translation>
    </message>
    <message>
        <source>Remove one of them, or all.</source>
        <translation>Retirez-en un, ou tous.</translation>
    </message>
    <message>
        <source>Add my pictures</source>
        <translation>Ajouter mes images</translation>
    </message>
    <message>
        <source>Remove the filters</source>
        <translation>Retirer les filtres</translation>
    </message>
</context>
<context>
    <name>semblance::EngineClient</name>
    <message>
        <source>The engine&apos;s answer does not fit what it was asked. Try again.</source>
        <translation>La réponse du moteur ne correspond pas à ce qui lui a été demandé. Réessayez.</translation>
    </message>
    <message>
        <source>The search engine keeps failing. Restart Semblance; if that does not help, install it again.</source>
        <translation>Le moteur de recherche échoue sans cesse. Redémarrez Semblance&#xa0;; si cela n’y change rien, réinstallez-le.</translation>
    </message>
    <message>
        <source>Nothing explains its answers here.</source>
        <translation>Rien ici n’explique ses réponses.</translation>
    </message>
</context>
<context>
    <name>semblance::Erasing</name>
    <message>
        <source>These could not be deleted: %1</source>
        <translation>Impossible de supprimer&#xa0;: %1</translation>
    </message>
    <message>
        <source>There is no library in the folder %1.</source>
        <translation>Il n’y a pas de bibliothèque dans le dossier %1.</translation>
    </message>
</context>
<context>
    <name>semblance::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
</context>
<context>
    <name>semblance::ExampleChips</name>
    <message>
        <source>Example queries</source>
        <translation>Exemples de requêtes</translation>
    </message>
    <message>
        <source>Search for “%1”</source>
        <translation>Rechercher «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>This picture, but “%1”</source>
        <translation>Cette image, mais «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>semblance::Examples</name>
    <message>
        <source>This heart, in green</source>
        <translation>Ce cœur, en vert</translation>
    </message>
    <message>
        <source>This book, in blue</source>
        <translation>Ce livre, en bleu</translation>
    </message>
    <message>
        <source>This forest, with a stream</source>
        <translation>Cette forêt, avec un ruisseau</translation>
    </message>
    <message>
        <source>This palace, at night</source>
        <translation>Ce palais, de nuit</translation>
    </message>
    <message>
        <source>This cat, in black</source>
        <translation>Ce chat, en noir</translation>
    </message>
    <message>
        <source>This flower, in yellow</source>
        <translation>Cette fleur, en jaune</translation>
    </message>
    <message>
        <source>This house, with a garden</source>
        <translation>Cette maison, avec un jardin</translation>
    </message>
    <message>
        <source>This cat, playing with wool</source>
        <translation>Ce chat, jouant avec de la laine</translation>
    </message>
    <message>
        <source>This car, in blue</source>
        <translation>Cette voiture, en bleu</translation>
    </message>
    <message>
        <source>This lake, at night</source>
        <translation>Ce lac, de nuit</translation>
    </message>
    <message>
        <source>The example queries are missing: “%1” cannot be read. Install Semblance again to have them back.</source>
        <translation>Les exemples de requêtes manquent&#xa0;: impossible de lire «&#xa0;%1&#xa0;». Réinstallez Semblance pour les retrouver.</translation>
    </message>
    <message>
        <source>The example queries in “%1” are damaged. Install Semblance again to have them back.</source>
        <translation>Les exemples de requêtes dans «&#xa0;%1&#xa0;» sont endommagés. Réinstallez Semblance pour les retrouver.</translation>
    </message>
</context>
<context>
    <name>semblance::FactList</name>
    <message>
        <source>Facts</source>
        <translation>Informations</translation>
    </message>
</context>
<context>
    <name>semblance::FactTable</name>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Prise de vue</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objectif</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Exposition</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé de couleur</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Mots-clés</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Coordonnées</translation>
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
        <translation>aussi en RAW&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>semblance::FailedDialog</name>
    <message>
        <source>Files that could not be read</source>
        <translation>Fichiers qui n’ont pas pu être lus</translation>
    </message>
    <message>
        <source>Number of files</source>
        <translation>Nombre de fichiers</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Copier la liste</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Copier la liste</translation>
    </message>
    <message>
        <source>Copy paths and reasons as text</source>
        <translation>Copier les chemins et les raisons sous forme de texte</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the file&apos;s folder</source>
        <translation>Ouvrir le dossier du fichier</translation>
    </message>
    <message>
        <source>Every file could be read.</source>
        <translation>Tous les fichiers ont pu être lus.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read and were left out. They are tried again when they change, and when their folder is rescanned.</source>
        <translation>
            <numerusform>%Ln fichier n’a pas pu être lu et a été laissé de côté. Un nouvel essai aura lieu lorsqu’il changera, et lorsque son dossier sera analysé à nouveau.</numerusform>
            <numerusform>%Ln fichiers n’ont pas pu être lus et ont été laissés de côté. Un nouvel essai aura lieu lorsqu’ils changeront, et lorsque leur dossier sera analysé à nouveau.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::FailedModel</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
</context>
<context>
    <name>semblance::FeedbackList</name>
    <message>
        <source>More and less like these</source>
        <translation>Plus et moins comme celles-ci</translation>
    </message>
</context>
<context>
    <name>semblance::FileHandle</name>
    <message>
        <source>An open file cannot be used a second time. Close other programs and try again.</source>
        <translation>Un fichier ouvert ne peut pas être utilisé une seconde fois. Fermez d’autres programmes et réessayez.</translation>
    </message>
</context>
<context>
    <name>semblance::FileTasks</name>
    <message numerus="yes">
        <source>%Ln picture(s) copied to “%1”.</source>
        <translation>
            <numerusform>%Ln image copiée vers «&#xa0;%1&#xa0;».</numerusform>
            <numerusform>%Ln images copiées vers «&#xa0;%1&#xa0;».</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest was not copied.</source>
        <translation>Le reste n’a pas été copié.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln got a number, since the name was taken.</source>
        <translation>
            <numerusform>%Ln a reçu un numéro, car son nom était déjà pris.</numerusform>
            <numerusform>%Ln ont reçu un numéro, car leur nom était déjà pris.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read.</source>
        <translation>
            <numerusform>%Ln n’a pas pu être lue.</numerusform>
            <numerusform>%Ln n’ont pas pu être lues.</numerusform>
        </translation>
    </message>
    <message>
        <source>Other files are being written. Wait until that is done, or stop it.</source>
        <translation>D’autres fichiers sont en cours d’écriture. Attendez la fin de l’opération, ou arrêtez-la.</translation>
    </message>
    <message numerus="yes">
        <source>Copying %Ln picture(s)…</source>
        <translation>
            <numerusform>Copie de %Ln image…</numerusform>
            <numerusform>Copie de %Ln images…</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Écriture de la liste…</translation>
    </message>
    <message>
        <source>“%1” is written.</source>
        <translation>«&#xa0;%1&#xa0;» est écrit.</translation>
    </message>
    <message>
        <source>Drawing the contact sheet…</source>
        <translation>Création de la planche-contact…</translation>
    </message>
    <message>
        <source>Copy to folder</source>
        <translation>Copier vers un dossier</translation>
    </message>
    <message>
        <source>Save a list</source>
        <translation>Enregistrer une liste</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>images</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Planche-contact</translation>
    </message>
    <message>
        <source>contact sheet</source>
        <translation>planche-contact</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Page web (*.html)</translation>
    </message>
    <message>
        <source>Looking for sidecars…</source>
        <translation>Recherche des fichiers annexes…</translation>
    </message>
    <message numerus="yes">
        <source>Writing %Ln sidecar(s)…</source>
        <translation>
            <numerusform>Écriture de %Ln fichier annexe…</numerusform>
            <numerusform>Écriture de %Ln fichiers annexes…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::Files</name>
    <message>
        <source>The disk with “%1” does not answer. Check that it is connected, then try again.</source>
        <translation>Le disque contenant «&#xa0;%1&#xa0;» ne répond pas. Vérifiez qu’il est connecté, puis réessayez.</translation>
    </message>
    <message>
        <source>There is no folder in what was dropped. Drop the folder that holds the files.</source>
        <translation>Ce qui a été déposé ne contient aucun dossier. Déposez le dossier qui contient les fichiers.</translation>
    </message>
</context>
<context>
    <name>semblance::FilterChip</name>
    <message>
        <source>Remove the filter %1</source>
        <translation>Retirer le filtre %1</translation>
    </message>
    <message>
        <source>0: remove %1</source>
        <translation>0&#xa0;: retirer %1</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Filtrer par %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 (F2: edit as text, Delete: remove)</source>
        <translation>%1 (F2 : modifier comme texte, Suppr : retirer)</translation>
    </message>
</context>
<context>
    <name>semblance::FilterChoices</name>
    <message>
        <source>Red</source>
        <translation>Rouge</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Jaune</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Vert</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Bleu</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violet</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>sauf %1</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>30 derniers jours</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>12 derniers mois</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>RAW</source>
        <translation>RAW</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vectoriel</translation>
    </message>
    <message>
        <source>Layered</source>
        <translation>À calques</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>Capture d’écran</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formats</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 et plus</translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation>Sans note</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejetées</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé de couleur</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Sans libellé</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Paysage</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Portrait</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Carré</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>Below %1</source>
        <translation>Moins de %1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>À partir de %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>depuis %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>jusqu’à %1</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Mots-clés</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Orientation</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doublons</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Appareils photo</translation>
    </message>
    <message>
        <source>Lenses</source>
        <translation>Objectifs</translation>
    </message>
    <message>
        <source>Pictures with copies</source>
        <translation>Images avec copies</translation>
    </message>
    <message>
        <source>This week in other years</source>
        <translation>Cette semaine, les autres années</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>%1 ≥ %2 %</source>
        <translation>%1 ≥ %2&#xa0;%</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Turquoise</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rose</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Marron</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Blanc</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Noir</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisible</translation>
    </message>
</context>
<context>
    <name>semblance::FilterCompletion</name>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
</context>
<context>
    <name>semblance::FilterGrammar</name>
    <message>
        <source>“%1” is no filter. Filters are %2, as in: folder:2019 type:raw after:2019-06 rating&gt;=4 -tag:private size&gt;5MB is:landscape</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un filtre. Les filtres sont %2, par exemple&#xa0;: folder:2019 type:raw after:2019-06 rating&gt;=4 -tag:private size&gt;5MB is:landscape</translation>
    </message>
</context>
<context>
    <name>semblance::FilterPopup</name>
    <message>
        <source>Remove this filter</source>
        <translation>Retirer ce filtre</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>Rechercher dans la liste</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Choix</translation>
    </message>
    <message>
        <source>No picture has a tag. Ctrl+T gives the selected ones some.</source>
        <translation>Aucune image n’a de mot-clé. Ctrl+T en donne à celles qui sont sélectionnées.</translation>
    </message>
</context>
<context>
    <name>semblance::FilterRow</name>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Ajouter un filtre</translation>
    </message>
    <message>
        <source>+ Filter</source>
        <translation>+ Filtre</translation>
    </message>
    <message>
        <source>Remove all filters</source>
        <translation>Retirer tous les filtres</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Tout retirer</translation>
    </message>
</context>
<context>
    <name>semblance::Finishing</name>
    <message>
        <source>The towers of the model %1 are kept as they came: only models of the kind &quot;mini&quot; can be aligned.</source>
        <translation>Les tours du modèle %1 sont conservées telles quelles&#xa0;: seuls les modèles du type «&#xa0;mini&#xa0;» peuvent être alignés.</translation>
    </message>
    <message>
        <source>The model %1 could not be packed.</source>
        <translation>Le modèle %1 n’a pas pu être empaqueté.</translation>
    </message>
</context>
<context>
    <name>semblance::FolderPanel</name>
    <message>
        <source>No folders yet. Add one, or drop it here.</source>
        <translation>Aucun dossier pour l’instant. Ajoutez-en un ou déposez-le ici.</translation>
    </message>
    <message>
        <source>Not all folders can be watched for changes. What is new in the others is found every 15 minutes.</source>
        <translation>Certains dossiers ne peuvent pas être surveillés. Les nouveautés y sont recherchées toutes les 15 minutes.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Folders of the library</source>
        <translation>Dossiers de la bibliothèque</translation>
    </message>
    <message>
        <source>Rescan all folders</source>
        <translation>Analyser à nouveau tous les dossiers</translation>
    </message>
    <message>
        <source>Look for new and changed pictures in all folders (F5)</source>
        <translation>Rechercher les images nouvelles et modifiées dans tous les dossiers (F5)</translation>
    </message>
    <message>
        <source>The system lets a program watch only so many folders. On Linux an administrator can raise the limit fs.inotify.max_user_watches.</source>
        <translation>Le système limite le nombre de dossiers qu’un programme peut surveiller. Sous Linux, un administrateur peut relever la limite fs.inotify.max_user_watches.</translation>
    </message>
    <message>
        <source>Add a folder to the library</source>
        <translation>Ajouter un dossier à la bibliothèque</translation>
    </message>
    <message>
        <source>Add a folder of pictures (Ctrl+Shift+O). Its files are only read, never changed.</source>
        <translation>Ajouter un dossier d’images (Ctrl+Maj+O). Ses fichiers sont seulement lus, jamais modifiés.</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Fichiers qui n’ont pas pu être lus</translation>
    </message>
    <message>
        <source>Show the files that could not be read, with the reasons</source>
        <translation>Afficher les fichiers qui n’ont pas pu être lus, avec les raisons</translation>
    </message>
    <message>
        <source>What was passed over</source>
        <translation>Ce qui a été ignoré</translation>
    </message>
    <message>
        <source>List of folders</source>
        <translation>Liste des dossiers</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln fichier n’a pas pu être lu</numerusform>
            <numerusform>%Ln fichiers n’ont pas pu être lus</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>Choisir un dossier d’images</translation>
    </message>
</context>
<context>
    <name>semblance::FolderRow</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Folder name</source>
        <translation>Nom du dossier</translation>
    </message>
    <message>
        <source>State of the folder</source>
        <translation>État du dossier</translation>
    </message>
    <message>
        <source>Remove the folder?</source>
        <translation>Retirer le dossier&#xa0;?</translation>
    </message>
    <message>
        <source>Remove it from the library? The files stay as they are.</source>
        <translation>Le retirer de la bibliothèque&#xa0;? Les fichiers restent tels quels.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove the folder from the library</source>
        <translation>Retirer le dossier de la bibliothèque</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conserver</translation>
    </message>
    <message>
        <source>Keep the folder</source>
        <translation>Conserver le dossier</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not readable</source>
        <translation>
            <numerusform>%Ln illisible</numerusform>
            <numerusform>%Ln illisibles</numerusform>
        </translation>
    </message>
    <message>
        <source>Its disk is not connected. The pictures stay in the library.</source>
        <translation>Son disque n’est pas connecté. Les images restent dans la bibliothèque.</translation>
    </message>
    <message>
        <source>The disk “%1” is not connected. The pictures stay in the library.</source>
        <translation>Le disque «&#xa0;%1&#xa0;» n’est pas connecté. Les images restent dans la bibliothèque.</translation>
    </message>
    <message>
        <source>The folder is gone. Put it back and rescan, or remove it here.</source>
        <translation>Le dossier a disparu. Remettez-le en place et analysez à nouveau, ou retirez-le ici.</translation>
    </message>
    <message>
        <source>Folder %1, %2</source>
        <translation>Dossier %1, %2</translation>
    </message>
    <message>
        <source>Rescan %1</source>
        <translation>Analyser à nouveau %1</translation>
    </message>
    <message>
        <source>Look for new and changed pictures in %1</source>
        <translation>Rechercher les images nouvelles et modifiées dans %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
    <message>
        <source>Remove %1 from the library (Delete); its files stay</source>
        <translation>Retirer %1 de la bibliothèque (Suppr)&#xa0;; ses fichiers restent en place</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Analyser à nouveau</translation>
    </message>
    <message>
        <source>Open in the file manager</source>
        <translation>Ouvrir dans le gestionnaire de fichiers</translation>
    </message>
    <message>
        <source>What is left out…</source>
        <translation>Ce qui est exclu…</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>Retirer de la bibliothèque…</translation>
    </message>
</context>
<context>
    <name>semblance::FoldersHere</name>
    <message>
        <source>The disk of the folder %1 does not answer. Try again when it does.</source>
        <translation>Le disque du dossier %1 ne répond pas. Réessayez lorsqu’il répondra.</translation>
    </message>
</context>
<context>
    <name>semblance::Frame</name>
    <message>
        <source>A message between Semblance&apos;s programs is too large.</source>
        <translation>Un message entre les programmes de Semblance est trop volumineux.</translation>
    </message>
    <message>
        <source>Semblance&apos;s programs no longer understand each other; reinstall them together.</source>
        <translation>Les programmes de Semblance ne se comprennent plus&#xa0;; réinstallez-les ensemble.</translation>
    </message>
</context>
<context>
    <name>semblance::Gazetteer</name>
    <message>
        <source>The list of places, %1, is missing. Install Semblance again.</source>
        <translation>La liste des lieux, %1, est absente. Réinstallez Semblance.</translation>
    </message>
    <message>
        <source>The list of places, %1, is damaged. Install Semblance again.</source>
        <translation>La liste des lieux, %1, est endommagée. Réinstallez Semblance.</translation>
    </message>
</context>
<context>
    <name>semblance::GraphBuilder</name>
    <message>
        <source>The fast index could not be made. Search goes on without it.</source>
        <translation>L’index rapide n’a pas pu être créé. La recherche continue sans lui.</translation>
    </message>
</context>
<context>
    <name>semblance::GraphFiles</name>
    <message>
        <source>There is no fast index of this library yet.</source>
        <translation>Cette bibliothèque n’a pas encore d’index rapide.</translation>
    </message>
</context>
<context>
    <name>semblance::GroupFlow</name>
    <message>
        <source>“%1” and what belongs together with it</source>
        <translation>«&#xa0;%1&#xa0;» et ce qui va avec</translation>
    </message>
    <message>
        <source>Back to all pictures</source>
        <translation>Retour à toutes les images</translation>
    </message>
</context>
<context>
    <name>semblance::GroupText</name>
    <message numerus="yes">
        <source>Also: %n copy(s)</source>
        <translation>
            <numerusform>Aussi&#xa0;: %n copie</numerusform>
            <numerusform>Aussi&#xa0;: %n copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also: %n shot(s) of a burst</source>
        <translation>
            <numerusform>Aussi&#xa0;: %n prise d’une rafale</numerusform>
            <numerusform>Aussi&#xa0;: %n prises d’une rafale</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also: %n near copy(s)</source>
        <translation>
            <numerusform>Aussi&#xa0;: %n quasi-copie</numerusform>
            <numerusform>Aussi&#xa0;: %n quasi-copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::HandSorting</name>
    <message>
        <source>Where the pictures would go</source>
        <translation>Où les images seraient placées</translation>
    </message>
</context>
<context>
    <name>semblance::Hash</name>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>Le fichier %1 ne peut pas être lu.</translation>
    </message>
    <message>
        <source>This computer offers no SHA-256.</source>
        <translation>Cet ordinateur ne propose pas SHA-256.</translation>
    </message>
</context>
<context>
    <name>semblance::HfConfig</name>
    <message>
        <source>The model&apos;s %1 prepares pictures in a way that Semblance does not know: %2.</source>
        <translation>Le fichier %1 du modèle prépare les images d’une manière que Semblance ne connaît pas&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The model folder %1 lacks preprocessor_config.json, which says how it takes pictures. Get this file as well.</source>
        <translation>Il manque au dossier de modèle %1 le fichier preprocessor_config.json, qui indique comment le modèle prend les images. Récupérez aussi ce fichier.</translation>
    </message>
    <message>
        <source>%1 describes a SigLIP 2 model of variable resolution (NaFlex), which Semblance does not read. Take one of fixed resolution, such as siglip2-base-patch16-224.</source>
        <translation>%1 décrit un modèle SigLIP 2 à résolution variable (NaFlex), que Semblance ne lit pas. Prenez-en un à résolution fixe, comme siglip2-base-patch16-224.</translation>
    </message>
    <message>
        <source>%1 describes a model of the kind &quot;%2&quot;; Semblance reads CLIP and SigLIP models.</source>
        <translation>%1 décrit un modèle du type «&#xa0;%2&#xa0;»&#xa0;; Semblance lit les modèles CLIP et SigLIP.</translation>
    </message>
    <message>
        <source>The model&apos;s %1 has a field that makes no sense here: %2.</source>
        <translation>Le fichier %1 du modèle a un champ qui n’a pas de sens ici&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 does not say what kind of model it describes (&quot;model_type&quot;). Get the config.json that belongs to the model.</source>
        <translation>%1 n’indique pas quel type de modèle il décrit («&#xa0;model_type&#xa0;»). Récupérez le fichier config.json qui appartient au modèle.</translation>
    </message>
    <message>
        <source>%1 describes one half of a model (&quot;%2&quot;). Semblance needs the one for pictures and the one for sentences, which were trained together: get the whole model.</source>
        <translation>%1 décrit une moitié de modèle («&#xa0;%2&#xa0;»). Semblance a besoin de celle pour les images et de celle pour les phrases, entraînées ensemble&#xa0;: récupérez le modèle entier.</translation>
    </message>
</context>
<context>
    <name>semblance::HfHashes</name>
    <message>
        <source>The model file %1 is empty. Get the model again.</source>
        <translation>Le fichier de modèle %1 est vide. Récupérez à nouveau le modèle.</translation>
    </message>
</context>
<context>
    <name>semblance::HfManifest</name>
    <message>
        <source>tokenizer.json, or vocab.json with merges.txt</source>
        <translation>tokenizer.json, ou vocab.json avec merges.txt</translation>
    </message>
    <message>
        <source>The model folder %1 lacks %2. Get the model again, with all its files.</source>
        <translation>Il manque au dossier de modèle %1&#xa0;: %2. Récupérez à nouveau le modèle, avec tous ses fichiers.</translation>
    </message>
    <message>
        <source>%1 names a file outside its folder: &quot;%2&quot;.</source>
        <translation>%1 nomme un fichier hors de son dossier&#xa0;: «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>the weights that %1 should name</source>
        <translation>les poids que %1 devrait nommer</translation>
    </message>
    <message>
        <source>In the weight file %1 the tensor %2 holds %3, which are no weights.</source>
        <translation>Dans le fichier de poids %1, le tenseur %2 contient %3, ce qui n’est pas un type de poids.</translation>
    </message>
    <message>
        <source>spiece.model, tokenizer.model or tokenizer.json</source>
        <translation>spiece.model, tokenizer.model ou tokenizer.json</translation>
    </message>
    <message>
        <source>The vocabulary %1 lacks the piece &quot;%2&quot;, with which the model fills sentences up.</source>
        <translation>Il manque au vocabulaire %1 l’élément «&#xa0;%2&#xa0;», avec lequel le modèle complète les phrases.</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 ou %2</translation>
    </message>
    <message>
        <source>The model in %1 has its weights as %2 alone, which is for other programs. Get %3 of the same model.</source>
        <translation>Les poids du modèle dans %1 n’existent que sous la forme de %2, destiné à d’autres programmes. Récupérez %3 du même modèle.</translation>
    </message>
    <message>
        <source>In %1 these files are not fetched yet; what lies there are notes of Git LFS that stand for them: %2. Run &quot;git lfs pull&quot; in this folder, or download the files themselves.</source>
        <translation>Dans %1, ces fichiers n’ont pas encore été récupérés&#xa0;; seuls s’y trouvent les pointeurs Git LFS qui les remplacent&#xa0;: %2. Exécutez «&#xa0;git lfs pull&#xa0;» dans ce dossier, ou téléchargez les fichiers eux-mêmes.</translation>
    </message>
</context>
<context>
    <name>semblance::HfWeights</name>
    <message>
        <source>The weight file %1 holds the tensor %2, for which this kind of model has no place.</source>
        <translation>Le fichier de poids %1 contient le tenseur %2, pour lequel ce type de modèle n’a pas de place.</translation>
    </message>
    <message>
        <source>The weight file %1 holds one half of a model, that for %2. Semblance needs both, which were trained together: get the whole model.</source>
        <translation>Le fichier de poids %1 contient une moitié de modèle, celle pour les %2. Semblance a besoin des deux, entraînées ensemble&#xa0;: récupérez le modèle entier.</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>phrases</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>images</translation>
    </message>
</context>
<context>
    <name>semblance::HistoryDelegate</name>
    <message>
        <source>Name of the search</source>
        <translation>Nom de la recherche</translation>
    </message>
    <message>
        <source>Enter saves the search under this name</source>
        <translation>Entrée enregistre la recherche sous ce nom</translation>
    </message>
</context>
<context>
    <name>semblance::HistoryModel</name>
    <message>
        <source>%1, asked %2</source>
        <translation>%1, demandée %2</translation>
    </message>
    <message>
        <source>, shown now</source>
        <translation>, affichée maintenant</translation>
    </message>
</context>
<context>
    <name>semblance::HistoryPanel</name>
    <message>
        <source>What you search for is listed here, to go back to.</source>
        <translation>Vos recherches sont listées ici, pour que vous puissiez y revenir.</translation>
    </message>
    <message>
        <source>Forget history…</source>
        <translation>Effacer l’historique…</translation>
    </message>
    <message>
        <source>Forget all of it? Saved searches stay.</source>
        <translation>Tout effacer&#xa0;? Les recherches enregistrées restent.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conserver</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>Fermer l’historique</translation>
    </message>
    <message>
        <source>Close the history (Ctrl+H)</source>
        <translation>Fermer l’historique (Ctrl+H)</translation>
    </message>
    <message>
        <source>Forget history</source>
        <translation>Effacer l’historique</translation>
    </message>
    <message>
        <source>Forget all that was searched for</source>
        <translation>Effacer tout ce qui a été recherché</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Y aller</translation>
    </message>
    <message>
        <source>Name and save…</source>
        <translation>Nommer et enregistrer…</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Enter goes to a step, Ctrl+Enter opens it beside, F2 names and saves it, Delete forgets it.</source>
        <translation>Entrée rejoint une étape, Ctrl+Entrée l’ouvre à côté, F2 la nomme et l’enregistre, Suppr l’efface.</translation>
    </message>
    <message>
        <source>Open beside	Ctrl+Return</source>
        <translation>Ouvrir à côté	Ctrl+Return</translation>
    </message>
</context>
<context>
    <name>semblance::ImportStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Import of a model</source>
        <translation>Importation d’un modèle</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Progression de l’importation</translation>
    </message>
    <message>
        <source>Cancel the import</source>
        <translation>Annuler l’importation</translation>
    </message>
    <message>
        <source>Cancel the import; what was copied is deleted again</source>
        <translation>Annuler l’importation&#xa0;; ce qui a été copié est supprimé</translation>
    </message>
</context>
<context>
    <name>semblance::Indexer</name>
    <message>
        <source>The disk of the folder %1 went in the middle. Pictures still to be read: %2. Plug it in and rescan the folder.</source>
        <translation>Le disque du dossier %1 a été déconnecté en cours de route. Images restant à lire&#xa0;: %2. Rebranchez-le et analysez à nouveau le dossier.</translation>
    </message>
</context>
<context>
    <name>semblance::IndexingBar</name>
    <message>
        <source>Go on anyway</source>
        <translation>Continuer quand même</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indexation</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Progression de l’indexation</translation>
    </message>
    <message>
        <source>Index now, although the computer runs on its battery</source>
        <translation>Indexer maintenant, bien que l’ordinateur fonctionne sur batterie</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Fichiers qui n’ont pas pu être lus</translation>
    </message>
    <message>
        <source>Show the files that could not be read, with the reasons</source>
        <translation>Afficher les fichiers qui n’ont pas pu être lus, avec les raisons</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>Suspendre l’indexation</translation>
    </message>
    <message>
        <source>Stop indexing</source>
        <translation>Arrêter l’indexation</translation>
    </message>
    <message>
        <source>Stop indexing; what was read is kept</source>
        <translation>Arrêter l’indexation&#xa0;; ce qui a été lu est conservé</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln échec</numerusform>
            <numerusform>%Ln échecs</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume indexing</source>
        <translation>Reprendre l’indexation</translation>
    </message>
</context>
<context>
    <name>semblance::JpegEncoder</name>
    <message>
        <source>A thumbnail of the picture could not be made.</source>
        <translation>Une vignette de l’image n’a pas pu être créée.</translation>
    </message>
</context>
<context>
    <name>semblance::Json</name>
    <message>
        <source>The file %1 cannot be opened.</source>
        <translation>Impossible d’ouvrir le fichier %1.</translation>
    </message>
    <message>
        <source>The file %1 is too large to be what it should be.</source>
        <translation>Le fichier %1 est trop volumineux pour être ce qu’il devrait être.</translation>
    </message>
    <message>
        <source>The file %1 is not valid JSON (near byte %2).</source>
        <translation>Le fichier %1 n’est pas du JSON valide (près de l’octet %2).</translation>
    </message>
    <message>
        <source>The file %1 does not hold a JSON object.</source>
        <translation>Le fichier %1 ne contient pas d’objet JSON.</translation>
    </message>
    <message>
        <source>The file %1 does not hold a JSON array.</source>
        <translation>Le fichier %1 ne contient pas de tableau JSON.</translation>
    </message>
</context>
<context>
    <name>semblance::JsonFields</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>%1: the field &quot;%2&quot; must be %3.</source>
        <translation>%1&#xa0;: le champ «&#xa0;%2&#xa0;» doit être %3.</translation>
    </message>
    <message>
        <source>%1: there is no field &quot;%2&quot;; allowed there are: %3.</source>
        <translation>%1&#xa0;: il n’y a pas de champ «&#xa0;%2&#xa0;»&#xa0;; sont admis ici&#xa0;: %3.</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>un nombre de %1 à %2</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>un nombre entier de %1 à %2</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>une liste de textes</translation>
    </message>
    <message>
        <source>a list of whole numbers from %1 to %2</source>
        <translation>une liste de nombres entiers de %1 à %2</translation>
    </message>
    <message>
        <source>one of &quot;%1&quot;</source>
        <translation>l’une des valeurs &quot;%1&quot;</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>un objet</translation>
    </message>
    <message>
        <source>a list of objects</source>
        <translation>une liste d’objets</translation>
    </message>
</context>
<context>
    <name>semblance::KeepingDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>With the small pictures</source>
        <translation>Avec les petites images</translation>
    </message>
    <message>
        <source>Choose the folder here…</source>
        <translation>Choisir le dossier ici…</translation>
    </message>
    <message>
        <source>Save the library as a file</source>
        <translation>Enregistrer la bibliothèque dans un fichier</translation>
    </message>
    <message>
        <source>Take in a library’s file</source>
        <translation>Intégrer un fichier de bibliothèque</translation>
    </message>
    <message>
        <source>Everything Semblance knows of your pictures goes into one file: their folders, tags and what makes them searchable. The pictures themselves stay where they are.</source>
        <translation>Tout ce que Semblance sait de vos images est réuni dans un seul fichier&#xa0;: leurs dossiers, leurs mots-clés et ce qui permet de les rechercher. Les images elles-mêmes restent où elles sont.</translation>
    </message>
    <message>
        <source>Adds what another library’s file knows to this library, so that nothing has to be read again. What this library knows already stays as it is.</source>
        <translation>Ajoute à cette bibliothèque ce que contient le fichier d’une autre, pour que rien ne doive être relu. Ce que cette bibliothèque sait déjà reste inchangé.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>A file that was saved by Semblance</source>
        <translation>Un fichier enregistré par Semblance</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Choisir le fichier</translation>
    </message>
    <message>
        <source>A larger file; its pictures are shown where their disk is away</source>
        <translation>Un fichier plus volumineux&#xa0;; ses images s’affichent même quand leur disque est absent</translation>
    </message>
    <message>
        <source>Folders in the file</source>
        <translation>Dossiers du fichier</translation>
    </message>
    <message>
        <source>Folder in the file</source>
        <translation>Dossier du fichier</translation>
    </message>
    <message>
        <source>Folder on this computer</source>
        <translation>Dossier sur cet ordinateur</translation>
    </message>
    <message>
        <source>Choose where the selected folder is on this computer</source>
        <translation>Choisir où se trouve le dossier sélectionné sur cet ordinateur</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Résultat de l’opération</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Intégrer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Libraries of Semblance (*.semblance)</source>
        <translation>Bibliothèques de Semblance (*.semblance)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Where is %1?</source>
        <translation>Où se trouve %1&#xa0;?</translation>
    </message>
    <message>
        <source>the same place</source>
        <translation>le même emplacement</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was left half done.</source>
        <translation>Opération annulée. Rien n’a été laissé à moitié fait.</translation>
    </message>
</context>
<context>
    <name>semblance::KeptPictures</name>
    <message>
        <source>The picture could not be kept in the library&apos;s folder %1. Make room there.</source>
        <translation>L’image n’a pas pu être conservée dans le dossier %1 de la bibliothèque. Libérez-y de l’espace.</translation>
    </message>
</context>
<context>
    <name>semblance::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Among the pictures</source>
        <translation>Parmi les images</translation>
    </message>
    <message>
        <source>Go through the pictures</source>
        <translation>Parcourir les images</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Touches fléchées</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>Étendre la sélection</translation>
    </message>
    <message>
        <source>%1 and arrow keys</source>
        <translation>%1 et touches fléchées</translation>
    </message>
    <message>
        <source>Change the size</source>
        <translation>Changer la taille</translation>
    </message>
    <message>
        <source>%1 and wheel</source>
        <translation>%1 et molette</translation>
    </message>
    <message>
        <source>In the large view</source>
        <translation>Dans la grande vue</translation>
    </message>
    <message>
        <source>Next or previous picture</source>
        <translation>Image suivante ou précédente</translation>
    </message>
    <message>
        <source>Ground behind the picture</source>
        <translation>Fond derrière l’image</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>Retour aux images</translation>
    </message>
</context>
<context>
    <name>semblance::LeftOutDialog</name>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Rétablir les valeurs par défaut</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Ce qui est exclu</translation>
    </message>
    <message>
        <source>Files and folders with these names are not looked at. A name that ends in / means folders only, * stands for any letters, and an initial ! takes back in.</source>
        <translation>Les fichiers et dossiers portant ces noms ne sont pas examinés. Un nom qui se termine par / désigne seulement des dossiers, * remplace n’importe quels caractères et un ! initial réintègre.</translation>
    </message>
    <message>
        <source>Where this is left out</source>
        <translation>Où cela est exclu</translation>
    </message>
    <message>
        <source>Name or pattern to leave out</source>
        <translation>Nom ou motif à exclure</translation>
    </message>
    <message>
        <source>Name or pattern, for example Previews/ or *-edited.jpg</source>
        <translation>Nom ou motif, par exemple Previews/ ou *-edited.jpg</translation>
    </message>
    <message>
        <source>Add it to the list</source>
        <translation>L’ajouter à la liste</translation>
    </message>
    <message>
        <source>Add (Return)</source>
        <translation>Ajouter (Entrée)</translation>
    </message>
    <message>
        <source>Remove what is selected</source>
        <translation>Retirer la sélection</translation>
    </message>
    <message>
        <source>Remove what is selected (Delete)</source>
        <translation>Retirer la sélection (Suppr)</translation>
    </message>
    <message>
        <source>Restore the list as it was at first</source>
        <translation>Rétablir la liste telle qu’elle était au départ</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
    </message>
    <message>
        <source>Always left out: hidden files and folders, folders that hold a file .nomedia, and what a file .semblanceignore names.</source>
        <translation>Toujours exclus&#xa0;: les fichiers et dossiers cachés, les dossiers qui contiennent un fichier .nomedia et ce que nomme un fichier .semblanceignore.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>In every folder</source>
        <translation>Dans tous les dossiers</translation>
    </message>
    <message>
        <source>Only in %1</source>
        <translation>Seulement dans %1</translation>
    </message>
    <message>
        <source>Empty the list</source>
        <translation>Vider la liste</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryBackups</name>
    <message>
        <source>There is no library in %1.</source>
        <translation>Il n’y a pas de bibliothèque dans %1.</translation>
    </message>
    <message>
        <source>The folder %1 for backups cannot be made. Check its permissions and the free space.</source>
        <translation>Le dossier de sauvegardes %1 ne peut pas être créé. Vérifiez ses autorisations et l’espace libre.</translation>
    </message>
    <message>
        <source>The database %1 is gone or empty, though there was a library here. Your photos are not affected. semblance-cli doctor --repair brings back the last good backup; to begin anew instead, move the folder %2 away.</source>
        <translation>La base de données %1 a disparu ou est vide, alors qu’il y avait ici une bibliothèque. Vos photos ne sont pas touchées. semblance-cli doctor --repair rétablit la dernière bonne sauvegarde&#xa0;; pour repartir de zéro, déplacez ailleurs le dossier %2.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryDoctor</name>
    <message>
        <source>There is no library in %1.</source>
        <translation>Il n’y a pas de bibliothèque dans %1.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryLock</name>
    <message>
        <source>Another Semblance is working on the library %1. Wait until it has finished or close it, then try again.</source>
        <translation>Un autre Semblance travaille sur la bibliothèque %1. Attendez qu’il ait terminé ou fermez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written. Check its permissions and the free space, or choose another folder for the library.</source>
        <translation>Impossible d’écrire dans le dossier de bibliothèque %1. Vérifiez ses autorisations et l’espace libre, ou choisissez un autre dossier pour la bibliothèque.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryMerge</name>
    <message>
        <source>The library %1 has pictures already. Merge the file into it instead, or import it into a new folder.</source>
        <translation>La bibliothèque %1 contient déjà des images. Fusionnez plutôt le fichier avec elle, ou importez-le dans un nouveau dossier.</translation>
    </message>
    <message>
        <source>%1 holds the vectors of another model. Move it to another folder, then try again.</source>
        <translation>%1 contient les vecteurs d’un autre modèle. Déplacez-le dans un autre dossier, puis réessayez.</translation>
    </message>
    <message>
        <source>The exported library has no folder %1. Its folders are: %2.</source>
        <translation>La bibliothèque exportée n’a pas de dossier %1. Ses dossiers sont&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryPaths</name>
    <message>
        <source>The folder %1 for previews and search data cannot be made. Check its permissions and the free space.</source>
        <translation>Le dossier %1 des aperçus et des données de recherche ne peut pas être créé. Vérifiez ses autorisations et l’espace libre.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryReader</name>
    <message>
        <source>There is no library in %1 yet. Add a folder of pictures first.</source>
        <translation>Il n’y a pas encore de bibliothèque dans %1. Ajoutez d’abord un dossier d’images.</translation>
    </message>
</context>
<context>
    <name>semblance::LibraryRestore</name>
    <message>
        <source>The damaged database %1 cannot be set aside. Check the permissions of its folder and the free space. Nothing was changed.</source>
        <translation>La base de données endommagée %1 ne peut pas être mise de côté. Vérifiez les autorisations de son dossier et l’espace libre. Rien n’a été modifié.</translation>
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
        <translation>Dossiers et images</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Séparateur</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Barre de menus</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Annulé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Rétabli&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>semblance::MappedFile</name>
    <message>
        <source>The file %1 cannot be opened.</source>
        <translation>Impossible d’ouvrir le fichier %1.</translation>
    </message>
    <message>
        <source>The file %1 is empty or cannot be read.</source>
        <translation>Le fichier %1 est vide ou ne peut pas être lu.</translation>
    </message>
</context>
<context>
    <name>semblance::MappingNetwork</name>
    <message>
        <source>The field &quot;injection.heads&quot; is %1, which does not divide the text tower&apos;s token width of %2.</source>
        <translation>Le champ «&#xa0;injection.heads&#xa0;» vaut %1, qui ne divise pas la largeur de jeton de la tour de texte, soit %2.</translation>
    </message>
    <message>
        <source>The mapping network %1 does not say how it is built. Get the model again.</source>
        <translation>Le réseau de projection %1 n’indique pas comment il est construit. Récupérez à nouveau le modèle.</translation>
    </message>
</context>
<context>
    <name>semblance::MarkFlow</name>
    <message>
        <source>Rating removed</source>
        <translation>Note retirée</translation>
    </message>
    <message>
        <source>Label changed</source>
        <translation>Libellé modifié</translation>
    </message>
    <message>
        <source>Tags and note changed</source>
        <translation>Mots-clés et remarque modifiés</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln picture(s)</source>
        <translation>
            <numerusform>%1 · %Ln image</numerusform>
            <numerusform>%1 · %Ln images</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Rating</source>
        <translation>&amp;Note</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Sans note</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Libellé</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé de couleur</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Sans libellé</translation>
    </message>
    <message>
        <source>&amp;Tags and note…</source>
        <translation>&amp;Mots-clés et remarque…</translation>
    </message>
</context>
<context>
    <name>semblance::MeasurementTable</name>
    <message>
        <source>Speed and loss by precision</source>
        <translation>Vitesse et perte selon la précision</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Pictures
a second</source>
        <translation>Images
par seconde</translation>
    </message>
    <message>
        <source>Sentences
a second</source>
        <translation>Phrases
par seconde</translation>
    </message>
    <message>
        <source>Like fp32
(cosine)</source>
        <translation>Proche de fp32
(cosinus)</translation>
    </message>
    <message>
        <source>Same
neighbours</source>
        <translation>Mêmes
voisins</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
</context>
<context>
    <name>semblance::MessageStrip</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>Type de message</translation>
    </message>
    <message>
        <source>What to do about it</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Close the message (Esc)</source>
        <translation>Fermer le message (Échap)</translation>
    </message>
</context>
<context>
    <name>semblance::Messages</name>
    <message>
        <source>Semblance&apos;s programs no longer understand each other; reinstall them together.</source>
        <translation>Les programmes de Semblance ne se comprennent plus&#xa0;; réinstallez-les ensemble.</translation>
    </message>
</context>
<context>
    <name>semblance::MiniFamily</name>
    <message>
        <source>The manifest of the model %1 wants %2 pieces a sentence, its text tower takes %3.</source>
        <translation>Le manifeste du modèle %1 demande %2 éléments par phrase, sa tour de texte en prend %3.</translation>
    </message>
</context>
<context>
    <name>semblance::MixSlider</name>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Phrase</translation>
    </message>
    <message>
        <source>How much the picture and how much the sentence counts. Double-click for the model&apos;s own balance.</source>
        <translation>Poids respectifs de l’image et de la phrase. Double-cliquez pour revenir à l’équilibre propre au modèle.</translation>
    </message>
    <message>
        <source>Picture or sentence</source>
        <translation>Image ou phrase</translation>
    </message>
    <message>
        <source>Balance of picture and sentence</source>
        <translation>Équilibre entre image et phrase</translation>
    </message>
    <message>
        <source>%1 % picture, %2 % sentence</source>
        <translation>%1&#xa0;% image, %2&#xa0;% phrase</translation>
    </message>
</context>
<context>
    <name>semblance::ModelDetails</name>
    <message>
        <source>Keep</source>
        <translation>Conserver</translation>
    </message>
    <message>
        <source>The chosen model</source>
        <translation>Le modèle choisi</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nom du modèle</translation>
    </message>
    <message>
        <source>State of the model</source>
        <translation>État du modèle</translation>
    </message>
    <message>
        <source>Remove the model?</source>
        <translation>Retirer le modèle&#xa0;?</translation>
    </message>
    <message>
        <source>Remove the model now</source>
        <translation>Supprimer le modèle maintenant</translation>
    </message>
    <message>
        <source>Keep the model</source>
        <translation>Conserver le modèle</translation>
    </message>
    <message>
        <source>Keep the model (Esc)</source>
        <translation>Conserver le modèle (Échap)</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Famille</translation>
    </message>
    <message>
        <source>Picture part</source>
        <translation>Partie image</translation>
    </message>
    <message>
        <source>Sentence part</source>
        <translation>Partie phrase</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vectoriel</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Composition</source>
        <translation>Composition</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>Calcul en</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace disque</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>In this library</source>
        <translation>Dans cette bibliothèque</translation>
    </message>
    <message>
        <source>Identity of the model</source>
        <translation>Identité du modèle</translation>
    </message>
    <message>
        <source>Computed from all of the model&apos;s parts: it names the vectors it makes</source>
        <translation>Calculée à partir de toutes les parties du modèle&#xa0;: elle nomme les vecteurs qu’il produit</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Folder of the model</source>
        <translation>Dossier du modèle</translation>
    </message>
    <message>
        <source>The model&apos;s files lie here</source>
        <translation>Emplacement des fichiers du modèle</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the folder of the model</source>
        <translation>Ouvrir le dossier du modèle</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Fiche du modèle</translation>
    </message>
    <message>
        <source>Open the model card</source>
        <translation>Ouvrir la fiche du modèle</translation>
    </message>
    <message>
        <source>What its makers say of the model (README.md in its folder)</source>
        <translation>Ce que ses auteurs disent du modèle (README.md dans son dossier)</translation>
    </message>
    <message>
        <source>Encode the library with “%1” in the background and search with it then</source>
        <translation>Encoder la bibliothèque avec «&#xa0;%1&#xa0;» en arrière-plan, puis l’utiliser pour les recherches</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <source>Check the model</source>
        <translation>Vérifier le modèle</translation>
    </message>
    <message>
        <source>Test “%1” with a short run: does it compute well, and how fast</source>
        <translation>Tester «&#xa0;%1&#xa0;» par un court essai&#xa0;: calcule-t-il correctement, et à quelle vitesse&#xa0;?</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>&amp;Free its vectors…</source>
        <translation>&amp;Libérer ses vecteurs…</translation>
    </message>
    <message>
        <source>Remove the model</source>
        <translation>Supprimer le modèle</translation>
    </message>
    <message>
        <source>Free the model&apos;s vectors</source>
        <translation>Libérer les vecteurs du modèle</translation>
    </message>
    <message>
        <source>Delete the files of “%1” and its vectors (Delete)</source>
        <translation>Supprimer les fichiers de «&#xa0;%1&#xa0;» et ses vecteurs (Suppr)</translation>
    </message>
    <message>
        <source>Delete the vectors of “%1” in this library (Delete)</source>
        <translation>Supprimer les vecteurs de «&#xa0;%1&#xa0;» dans cette bibliothèque (Suppr)</translation>
    </message>
    <message>
        <source>%1, %2 × %2 pixels</source>
        <translation>%1, %2 × %2 pixels</translation>
    </message>
    <message>
        <source>%1, up to %2 pieces of words</source>
        <translation>%1, jusqu’à %2 fragments de mots</translation>
    </message>
    <message>
        <source>%1 dimensions</source>
        <translation>%1 dimensions</translation>
    </message>
    <message>
        <source>Learned: picture and sentence become one vector</source>
        <translation>Apprise&#xa0;: l’image et la phrase deviennent un seul vecteur</translation>
    </message>
    <message>
        <source>Not learned: mixes the vectors of picture and sentence, %1 % sentence where the slider begins</source>
        <translation>Non apprise&#xa0;: mélange les vecteurs de l’image et de la phrase&#xa0;; le curseur commence à %1&#xa0;% de phrase</translation>
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
            <numerusform>%1 dans %Ln fichier</numerusform>
            <numerusform>%1 dans %Ln fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of vectors</source>
        <translation>%1 de vecteurs</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Libérer</translation>
    </message>
    <message>
        <source>Free its vectors now</source>
        <translation>Libérer ses vecteurs maintenant</translation>
    </message>
</context>
<context>
    <name>semblance::ModelEntries</name>
    <message>
        <source>This model is gone. Import it again, or free what the library keeps of it.</source>
        <translation>Ce modèle a disparu. Importez-le à nouveau, ou libérez ce que la bibliothèque en conserve.</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos;.</source>
        <translation>Il n’y a pas de modèle «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The library uses the model &apos;%1&apos;. Change it to another model first.</source>
        <translation>La bibliothèque utilise le modèle «&#xa0;%1&#xa0;». Choisissez d’abord un autre modèle pour elle.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; answers searches until the library&apos;s pictures are encoded with the other one. Remove it then.</source>
        <translation>Le modèle «&#xa0;%1&#xa0;» répond aux recherches jusqu’à ce que les images de la bibliothèque soient encodées avec l’autre. Supprimez-le à ce moment-là.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; was not imported: its files are yours to remove. What the library keeps of it can be freed.</source>
        <translation>Le modèle «&#xa0;%1&#xa0;» n’a pas été importé&#xa0;: c’est à vous de supprimer ses fichiers. Ce que la bibliothèque en conserve peut être libéré.</translation>
    </message>
    <message>
        <source>The library has no vectors of a model &apos;%1&apos;.</source>
        <translation>La bibliothèque n’a pas de vecteurs d’un modèle «&#xa0;%1&#xa0;».</translation>
    </message>
</context>
<context>
    <name>semblance::ModelFolder</name>
    <message>
        <source>There is no model &apos;%1&apos;: a model is a folder with a model.json or, from Hugging Face, with a config.json or open_clip_config.json; or the name of a known one.</source>
        <translation>Il n’y a pas de modèle «&#xa0;%1&#xa0;»&#xa0;: un modèle est un dossier contenant un fichier model.json ou, s’il vient de Hugging Face, config.json ou open_clip_config.json&#xa0;; ou bien le nom d’un modèle connu.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelImport</name>
    <message>
        <source>%1 cannot be written. Is the disk full, or the folder protected?</source>
        <translation>Impossible d’écrire %1. Le disque est-il plein, ou le dossier protégé&#xa0;?</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Il n’y a pas de dossier %1.</translation>
    </message>
    <message>
        <source>The model in %1 has its weights in another folder, %2. Put them together first.</source>
        <translation>Les poids du modèle dans %1 se trouvent dans un autre dossier, %2. Réunissez-les d’abord.</translation>
    </message>
    <message>
        <source>The files in %1 changed while they were copied. Wait until they are complete, then import the folder again.</source>
        <translation>Les fichiers dans %1 ont changé pendant la copie. Attendez qu’ils soient complets, puis importez à nouveau le dossier.</translation>
    </message>
    <message>
        <source>The model needs %1 MB, but only %2 MB are free where models are kept (%3). Free some space and import it again.</source>
        <translation>Le modèle a besoin de %1 Mo, mais seuls %2 Mo sont libres à l’emplacement des modèles (%3). Libérez de l’espace et importez-le à nouveau.</translation>
    </message>
    <message>
        <source>The model&apos;s file %1 cannot be read.</source>
        <translation>Impossible de lire le fichier %1 du modèle.</translation>
    </message>
    <message>
        <source>%1 holds no model: it has neither a config.json or open_clip_config.json, as models from Hugging Face have, nor a model.json. Choose the folder with the model&apos;s files, and get all of them.</source>
        <translation>%1 ne contient aucun modèle&#xa0;: ni config.json ou open_clip_config.json, comme dans les modèles de Hugging Face, ni model.json. Choisissez le dossier contenant les fichiers du modèle, et téléchargez-les tous.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelInspection</name>
    <message>
        <source>The search engine stopped while it looked at the model in %1. It may need more memory than there is; close other programs and try again.</source>
        <translation>Le moteur de recherche s’est arrêté pendant l’examen du modèle dans %1. La mémoire est peut-être insuffisante&#xa0;; fermez d’autres programmes et réessayez.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelListModel</name>
    <message>
        <source>%1 dimensions</source>
        <translation>%1 dimensions</translation>
    </message>
    <message>
        <source>Not imported: it is used where it lies</source>
        <translation>Non importé&#xa0;: il est utilisé là où il se trouve</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Pas encore vérifié</translation>
    </message>
</context>
<context>
    <name>semblance::ModelLoader</name>
    <message>
        <source>The model %1 is of the kind &quot;%2&quot;, which this version of Semblance does not know.</source>
        <translation>Le modèle %1 est du type «&#xa0;%2&#xa0;», que cette version de Semblance ne connaît pas.</translation>
    </message>
    <message>
        <source>The vocabulary of the model %1 has %2 pieces, its network takes %3: they do not belong together.</source>
        <translation>Le vocabulaire du modèle %1 compte %2 fragments, son réseau en attend %3&#xa0;: ils ne vont pas ensemble.</translation>
    </message>
    <message>
        <source>The vocabularies of the model %1 have %2 and %3 pieces: they do not belong to its networks.</source>
        <translation>Les vocabulaires du modèle %1 comptent %2 et %3 fragments&#xa0;: ils ne vont pas avec ses réseaux.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelManifest</name>
    <message>
        <source>The model %1 lacks its file %2. Get the model again.</source>
        <translation>Il manque au modèle %1 son fichier %2. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>The model file %1 is damaged: it differs from what the model&apos;s manifest says. Get the model again.</source>
        <translation>Le fichier de modèle %1 est endommagé&#xa0;: il ne correspond pas au manifeste du modèle. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>The model in %1 was made for a newer version of Semblance (format %2, this version reads %3). Update Semblance.</source>
        <translation>Le modèle dans %1 a été fait pour une version plus récente de Semblance (format %2, cette version lit le format %3). Mettez Semblance à jour.</translation>
    </message>
    <message>
        <source>The model manifest %1 has a missing or wrong field: %2.</source>
        <translation>Dans le manifeste de modèle %1, un champ est absent ou incorrect&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The manifest of the model %1 names no part &quot;%2&quot;.</source>
        <translation>Le manifeste du modèle %1 n’indique aucune partie «&#xa0;%2&#xa0;».</translation>
    </message>
</context>
<context>
    <name>semblance::ModelNames</name>
    <message>
        <source>A model cannot be called &apos;%1&apos;. Take for example &apos;%2&apos;.</source>
        <translation>Un modèle ne peut pas s’appeler «&#xa0;%1&#xa0;». Prenez par exemple «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>There is a model &apos;%1&apos; already. Choose another name.</source>
        <translation>Il y a déjà un modèle «&#xa0;%1&#xa0;». Choisissez un autre nom.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelReport</name>
    <message>
        <source>The report on the model is incomplete. Install Semblance again.</source>
        <translation>Le rapport sur le modèle est incomplet. Réinstallez Semblance.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelSession</name>
    <message>
        <source>The model &apos;%1&apos;, with which this library&apos;s pictures are encoded, is gone. Import it again, or choose another model.</source>
        <translation>Le modèle «&#xa0;%1&#xa0;», avec lequel les images de cette bibliothèque sont encodées, a disparu. Importez-le à nouveau, ou choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; is another one now than the one this library&apos;s pictures are encoded with.</source>
        <translation>Le modèle «&#xa0;%1&#xa0;» n’est plus celui avec lequel les images de cette bibliothèque sont encodées.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelStanding</name>
    <message>
        <source>%1 of %2 pictures</source>
        <translation>%1 images sur %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Searches are answered with this model until “%1” has caught up.</source>
        <translation>Ce modèle répond aux recherches jusqu’à ce que «&#xa0;%1&#xa0;» ait rattrapé son retard.</translation>
    </message>
    <message>
        <source>Searches are answered with this model.</source>
        <translation>Ce modèle répond aux recherches.</translation>
    </message>
    <message>
        <source>Searches are answered with this model. Encoded so far: %1.</source>
        <translation>Ce modèle répond aux recherches. Encodé jusqu’ici&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The library is being encoded with this model: %1.</source>
        <translation>La bibliothèque est en cours d’encodage avec ce modèle&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Encoding the library with this model was stopped: %1.</source>
        <translation>L’encodage de la bibliothèque avec ce modèle a été arrêté&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Until the rest is done, searches are answered with “%1”.</source>
        <translation>En attendant la fin, «&#xa0;%1&#xa0;» répond aux recherches.</translation>
    </message>
    <message>
        <source>Nobody has looked at this model yet.</source>
        <translation>Ce modèle n’a pas encore été examiné.</translation>
    </message>
    <message>
        <source>Not in use.</source>
        <translation>Non utilisé.</translation>
    </message>
    <message>
        <source>Not in use. It has encoded all pictures: switching to it is at once.</source>
        <translation>Non utilisé. Il a encodé toutes les images&#xa0;: le passage à ce modèle est immédiat.</translation>
    </message>
    <message>
        <source>Not in use. To be encoded in the background, while searching goes on: %1.</source>
        <translation>Non utilisé. À encoder en arrière-plan, sans interrompre la recherche&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Not in use. Encoding %1 takes %2 in the background; searching goes on meanwhile.</source>
        <translation>Non utilisé. L’encodage de %1 prend %2 en arrière-plan&#xa0;; la recherche continue pendant ce temps.</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>utilisé</translation>
    </message>
    <message>
        <source>still in use</source>
        <translation>encore utilisé</translation>
    </message>
    <message>
        <source>encoding, %1</source>
        <translation>encodage, %1</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>arrêté à %1</translation>
    </message>
    <message>
        <source>being checked</source>
        <translation>en cours de vérification</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>&amp;Utiliser ce modèle</translation>
    </message>
    <message>
        <source>&amp;Keep using this model</source>
        <translation>&amp;Garder ce modèle</translation>
    </message>
    <message>
        <source>&amp;Go on encoding</source>
        <translation>&amp;Poursuivre l’encodage</translation>
    </message>
    <message>
        <source>“%1” answers the searches now. Use another model, and wait until it has encoded the library, before removing this one.</source>
        <translation>«&#xa0;%1&#xa0;» répond actuellement aux recherches. Avant de le supprimer, utilisez un autre modèle et attendez qu’il ait encodé la bibliothèque.</translation>
    </message>
    <message>
        <source>The library is on its way to “%1”. Use another model before removing this one.</source>
        <translation>La bibliothèque est en train de passer à «&#xa0;%1&#xa0;». Utilisez un autre modèle avant de supprimer celui-ci.</translation>
    </message>
    <message>
        <source>Free the %1 of vectors that “%2” has in this library? To use it again, the pictures are encoded anew. The model itself stays.</source>
        <translation>Libérer les %1 de vecteurs que «&#xa0;%2&#xa0;» a dans cette bibliothèque&#xa0;? Pour l’utiliser à nouveau, il faudra réencoder les images. Le modèle lui-même est conservé.</translation>
    </message>
    <message>
        <source>Remove “%1”? That frees %2. The folder it was imported from stays as it is.</source>
        <translation>Supprimer «&#xa0;%1&#xa0;»&#xa0;? Cela libère %2. Le dossier d’où il a été importé reste tel quel.</translation>
    </message>
    <message>
        <source>Remove “%1”? That frees %2: %3 of the model and %4 of its vectors in this library. The folder it was imported from stays as it is.</source>
        <translation>Supprimer «&#xa0;%1&#xa0;»&#xa0;? Cela libère %2&#xa0;: %3 pour le modèle et %4 pour ses vecteurs dans cette bibliothèque. Le dossier d’où il a été importé reste tel quel.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelStore</name>
    <message>
        <source>The files of this model are not what was imported any more: damaged or replaced. Remove it, and import it again.</source>
        <translation>Les fichiers de ce modèle ne sont plus ceux qui ont été importés&#xa0;: ils sont endommagés ou remplacés. Supprimez-le, puis importez-le à nouveau.</translation>
    </message>
    <message>
        <source>The folder for models, %1, cannot be made. Check its permissions.</source>
        <translation>Impossible de créer le dossier des modèles, %1. Vérifiez ses autorisations.</translation>
    </message>
    <message>
        <source>A model is being imported or removed already. Try again when that is done.</source>
        <translation>Un modèle est déjà en cours d’importation ou de suppression. Réessayez quand ce sera terminé.</translation>
    </message>
    <message>
        <source>The folder for models, %1, cannot be written to. Is the disk full, or the folder protected?</source>
        <translation>Impossible d’écrire dans le dossier des modèles, %1. Le disque est-il plein, ou le dossier protégé&#xa0;?</translation>
    </message>
    <message>
        <source>The files of this model are gone. Remove it, and import it again if you need it.</source>
        <translation>Les fichiers de ce modèle ont disparu. Supprimez-le, et importez-le à nouveau si vous en avez besoin.</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos;. There are: %2.</source>
        <translation>Il n’y a pas de modèle «&#xa0;%1&#xa0;». Modèles disponibles&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; comes with the program and cannot be removed.</source>
        <translation>Le modèle «&#xa0;%1&#xa0;» est fourni avec le programme et ne peut pas être supprimé.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; cannot be removed now. Close other programs that use it, then try again.</source>
        <translation>Le modèle «&#xa0;%1&#xa0;» ne peut pas être supprimé maintenant. Fermez les autres programmes qui l’utilisent, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelWording</name>
    <message>
        <source>%1 layers of %2</source>
        <translation>%1 couches de %2</translation>
    </message>
    <message>
        <source>Learned composition</source>
        <translation>Composition apprise</translation>
    </message>
    <message>
        <source>Mixes picture and sentence</source>
        <translation>Mélange image et phrase</translation>
    </message>
    <message>
        <source>about %1 pictures a second</source>
        <translation>environ %1 images par seconde</translation>
    </message>
    <message>
        <source>Licence not stated</source>
        <translation>Licence non indiquée</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 et plus</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 millions</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>processeur</translation>
    </message>
    <message>
        <source>graphics card (CUDA)</source>
        <translation>carte graphique (CUDA)</translation>
    </message>
    <message>
        <source>graphics processor (Metal)</source>
        <translation>processeur graphique (Metal)</translation>
    </message>
    <message>
        <source>None of the pictures yet</source>
        <translation>Aucune image pour l’instant</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>moins d’une minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>environ %n minute</numerusform>
            <numerusform>environ %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>environ %n heure</numerusform>
            <numerusform>environ %n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the folder…</source>
        <translation>Examen du dossier…</translation>
    </message>
    <message>
        <source>Looking at “%1”…</source>
        <translation>Examen de «&#xa0;%1&#xa0;»…</translation>
    </message>
    <message>
        <source>Testing “%1” with a short run…</source>
        <translation>Test de «&#xa0;%1&#xa0;» par un court essai…</translation>
    </message>
    <message>
        <source>Copying “%1”: %2 of %3</source>
        <translation>Copie de «&#xa0;%1&#xa0;»&#xa0;: %2 sur %3</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 par seconde</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln different picture(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>Les %Ln images différentes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 different pictures</source>
        <translation>%1 sur %2 images différentes</translation>
    </message>
</context>
<context>
    <name>semblance::ModelWriter</name>
    <message>
        <source>%1 cannot be written. Is the disk full, or the folder protected?</source>
        <translation>Impossible d’écrire %1. Le disque est-il plein, ou le dossier protégé&#xa0;?</translation>
    </message>
    <message>
        <source>%1 has other things in it than a model. Choose another folder.</source>
        <translation>%1 contient autre chose qu’un modèle. Choisissez un autre dossier.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelsFlow</name>
    <message>
        <source>Loading “%1”…</source>
        <translation>Chargement de «&#xa0;%1&#xa0;»…</translation>
    </message>
    <message>
        <source>Searches will be answered with “%1” as soon as a library is open.</source>
        <translation>«&#xa0;%1&#xa0;» répondra aux recherches dès qu’une bibliothèque sera ouverte.</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>«&#xa0;%1&#xa0;» a été supprimé.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>Espace libéré&#xa0;: %1.</translation>
    </message>
    <message>
        <source>This model is there already: “%1”. Nothing was copied.</source>
        <translation>Ce modèle est déjà présent&#xa0;: «&#xa0;%1&#xa0;». Rien n’a été copié.</translation>
    </message>
    <message>
        <source>“%1” was imported and computes well. It can be used now.</source>
        <translation>«&#xa0;%1&#xa0;» a été importé et calcule correctement. Il est prêt à l’emploi.</translation>
    </message>
    <message>
        <source>The import was cancelled. Nothing of it was kept.</source>
        <translation>L’importation a été annulée. Rien n’en a été conservé.</translation>
    </message>
    <message>
        <source>Searches are answered with “%1” now.</source>
        <translation>«&#xa0;%1&#xa0;» répond maintenant aux recherches.</translation>
    </message>
    <message>
        <source>“%1” can be used.</source>
        <translation>«&#xa0;%1&#xa0;» est utilisable.</translation>
    </message>
    <message>
        <source>“%1” computes well: %2.</source>
        <translation>«&#xa0;%1&#xa0;» calcule correctement&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>semblance::ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Models and details</source>
        <translation>Modèles et détails</translation>
    </message>
    <message>
        <source>Tools of the models</source>
        <translation>Outils des modèles</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>Retour aux images</translation>
    </message>
    <message>
        <source>Back to the pictures (Esc)</source>
        <translation>Retour aux images (Échap)</translation>
    </message>
    <message>
        <source>What turns pictures and sentences into vectors that can be compared</source>
        <translation>Ce qui transforme images et phrases en vecteurs comparables</translation>
    </message>
    <message>
        <source>&amp;Import folder…</source>
        <translation>&amp;Importer un dossier…</translation>
    </message>
    <message>
        <source>Import a model&apos;s folder</source>
        <translation>Importer le dossier d’un modèle</translation>
    </message>
    <message>
        <source>List of models</source>
        <translation>Liste des modèles</translation>
    </message>
    <message>
        <source>Details of the model</source>
        <translation>Détails du modèle</translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder</source>
        <translation>Choisir le dossier d’un modèle</translation>
    </message>
    <message>
        <source>Models worth &amp;trying…</source>
        <translation>Modèles à &amp;essayer…</translation>
    </message>
    <message>
        <source>Models worth trying</source>
        <translation>Modèles à essayer</translation>
    </message>
    <message>
        <source>Which models there are to fetch, how large they are and what they are good at</source>
        <translation>Quels modèles télécharger, leur taille et leurs points forts</translation>
    </message>
    <message>
        <source>Copy a model into Semblance. The folder, or its files, can be dropped here, too; they are only read.</source>
        <translation>Copier un modèle dans Semblance. Vous pouvez aussi déposer ici le dossier ou ses fichiers&#xa0;; ils sont seulement lus.</translation>
    </message>
    <message>
        <source>Larger models find more and need more time. CLIP and SigLIP models load as they come from Hugging Face, in its own layout or open_clip&apos;s: download a model&apos;s files into a folder, then import it or drop it here. Semblance itself never goes online.</source>
        <translation>Les grands modèles trouvent plus et demandent plus de temps. Les modèles CLIP et SigLIP se chargent tels qu’ils viennent de Hugging Face, dans sa propre disposition ou celle d’open_clip&#xa0;: téléchargez les fichiers d’un modèle dans un dossier, puis importez-le ou déposez-le ici. Semblance lui-même ne se connecte jamais à Internet.</translation>
    </message>
</context>
<context>
    <name>semblance::MonthScrubber</name>
    <message>
        <source>Years</source>
        <translation>Années</translation>
    </message>
    <message>
        <source>Drag to another year (Ctrl+Up and Ctrl+Down: another month)</source>
        <translation>Faites glisser vers une autre année (Ctrl+Haut et Ctrl+Bas&#xa0;: un autre mois)</translation>
    </message>
    <message>
        <source>Month at the top</source>
        <translation>Mois en haut de la vue</translation>
    </message>
</context>
<context>
    <name>semblance::OpenClip</name>
    <message>
        <source>%1 describes a model with the part &quot;%2&quot;, which Semblance does not read; it reads CLIP&apos;s and SigLIP&apos;s transformers.</source>
        <translation>%1 décrit un modèle avec la partie «&#xa0;%2&#xa0;», que Semblance ne lit pas&#xa0;; il lit les transformeurs de CLIP et de SigLIP.</translation>
    </message>
    <message>
        <source>The model&apos;s %1 prepares pictures in a way that Semblance does not know: %2.</source>
        <translation>Le fichier %1 du modèle prépare les images d’une manière que Semblance ne connaît pas&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>semblance::Options</name>
    <message>
        <source>FOLDER</source>
        <translation>DOSSIER</translation>
    </message>
    <message>
        <source>Finds pictures by a reference picture plus a sentence.</source>
        <translation>Trouve des images à partir d’une image de référence et d’une phrase.</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>DOSSIER</translation>
    </message>
    <message>
        <source>The folder of the library to open or to make.</source>
        <translation>Le dossier de la bibliothèque à ouvrir ou à créer.</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>MODÈLE</translation>
    </message>
    <message>
        <source>The model: a name or a folder.</source>
        <translation>Le modèle&#xa0;: un nom ou un dossier.</translation>
    </message>
    <message>
        <source>Ends once the window has been painted and the library opened.</source>
        <translation>Se termine une fois la fenêtre dessinée et la bibliothèque ouverte.</translation>
    </message>
    <message>
        <source>Prints “shown” when the window has been painted and “listed” with the number of pictures when they are there; for measurements.</source>
        <translation>Affiche «&#xa0;shown&#xa0;» quand la fenêtre est dessinée et «&#xa0;listed&#xa0;» avec le nombre d’images quand elles sont là&#xa0;; pour les mesures.</translation>
    </message>
    <message>
        <source>PICTURE</source>
        <translation>IMAGE</translation>
    </message>
    <message>
        <source>A folder is added to the library; a picture becomes the reference to search by.</source>
        <translation>Un dossier est ajouté à la bibliothèque&#xa0;; une image devient la référence de la recherche.</translation>
    </message>
    <message>
        <source>“%1” is neither a folder nor a picture.</source>
        <translation>«&#xa0;%1&#xa0;» n’est ni un dossier ni une image.</translation>
    </message>
    <message>
        <source>Give one folder or picture at most; more can be added in the window.</source>
        <translation>Indiquez un seul dossier ou une seule image au plus&#xa0;; vous pourrez en ajouter d’autres dans la fenêtre.</translation>
    </message>
</context>
<context>
    <name>semblance::PackageFile</name>
    <message>
        <source>%1 is not a library that Semblance exported. Choose a file that semblance-cli library export wrote.</source>
        <translation>%1 n’est pas une bibliothèque exportée par Semblance. Choisissez un fichier écrit par semblance-cli library export.</translation>
    </message>
    <message>
        <source>%1 is damaged: nothing was taken from it. Export the library again, or copy the file again.</source>
        <translation>%1 est endommagé&#xa0;: rien n’en a été repris. Exportez à nouveau la bibliothèque, ou recopiez le fichier.</translation>
    </message>
    <message>
        <source>%1 was exported by a newer version of Semblance. Update Semblance to read it.</source>
        <translation>%1 a été exporté par une version plus récente de Semblance. Mettez Semblance à jour pour le lire.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Il n’y a pas de fichier %1.</translation>
    </message>
</context>
<context>
    <name>semblance::PdfDecoder</name>
    <message>
        <source>The PDF file is protected by a password and cannot be shown.</source>
        <translation>Le fichier PDF est protégé par un mot de passe et ne peut pas être affiché.</translation>
    </message>
    <message>
        <source>There is no preview in the PostScript file that can be shown. Save it as PDF, or with a TIFF preview.</source>
        <translation>Le fichier PostScript ne contient aucun aperçu affichable. Enregistrez-le en PDF, ou avec un aperçu TIFF.</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoActions</name>
    <message>
        <source>No file manager could be started. The picture lies in “%1”.</source>
        <translation>Impossible de lancer un gestionnaire de fichiers. L’image se trouve dans «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” lies on a disk that is not connected. Plug it in and try again.</source>
        <translation>«&#xa0;%1&#xa0;» se trouve sur un disque qui n’est pas connecté. Branchez-le et réessayez.</translation>
    </message>
    <message>
        <source>“%1” is no longer there. Rescan its folder to bring the library up to date.</source>
        <translation>«&#xa0;%1&#xa0;» n’existe plus. Analysez à nouveau son dossier pour mettre la bibliothèque à jour.</translation>
    </message>
    <message>
        <source>The system has no program to open “%1” with. Choose one in the file manager.</source>
        <translation>Le système n’a pas de programme pour ouvrir «&#xa0;%1&#xa0;». Choisissez-en un dans le gestionnaire de fichiers.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) copied</source>
        <translation>
            <numerusform>%n image copiée</numerusform>
            <numerusform>%n images copiées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n chemin copié</numerusform>
            <numerusform>%n chemins copiés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::PhotoCommands</name>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Ouvrir %1</translation>
    </message>
    <message>
        <source>Show %1 in the file manager</source>
        <translation>Afficher %1 dans le gestionnaire de fichiers</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoGrid</name>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Enter uses the picture as a reference, Space shows it large.</source>
        <translation>Entrée utilise l’image comme référence, Espace l’affiche en grand.</translation>
    </message>
    <message>
        <source>Good matches end here</source>
        <translation>Fin des bons résultats</translation>
    </message>
    <message>
        <source>Nothing fits well; these are the nearest</source>
        <translation>Rien ne correspond bien&#xa0;; voici les plus proches</translation>
    </message>
</context>
<context>
    <name>semblance::PhotoListModel</name>
    <message>
        <source>Similarity %1</source>
        <translation>Similarité %1</translation>
    </message>
    <message>
        <source>Video, %1</source>
        <translation>Vidéo, %1</translation>
    </message>
    <message>
        <source>It is no longer in the library.</source>
        <translation>Elle n’est plus dans la bibliothèque.</translation>
    </message>
    <message>
        <source>The disk “%1” is not connected. Plug it in to open the picture.</source>
        <translation>Le disque «&#xa0;%1&#xa0;» n’est pas connecté. Branchez-le pour ouvrir l’image.</translation>
    </message>
    <message>
        <source>Its disk is not connected. Plug it in to open the picture.</source>
        <translation>Son disque n’est pas connecté. Branchez-le pour ouvrir l’image.</translation>
    </message>
    <message>
        <source>%1, picture %2 of %3</source>
        <translation>%1, image %2 sur %3</translation>
    </message>
    <message>
        <source>its disk is not connected</source>
        <translation>son disque n’est pas connecté</translation>
    </message>
    <message>
        <source>no longer in the library</source>
        <translation>plus dans la bibliothèque</translation>
    </message>
    <message>
        <source>a weak match</source>
        <translation>correspondance faible</translation>
    </message>
    <message numerus="yes">
        <source>%Ln copies folded</source>
        <translation>
            <numerusform>%Ln copie regroupée</numerusform>
            <numerusform>%Ln copies regroupées</numerusform>
        </translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Score %1</translation>
    </message>
    <message>
        <source>%1, rank %2 of %3</source>
        <translation>%1, rang %2 sur %3</translation>
    </message>
    <message>
        <source>a fair match</source>
        <translation>correspondance moyenne</translation>
    </message>
    <message>
        <source>a good match</source>
        <translation>bonne correspondance</translation>
    </message>
    <message>
        <source>a very good match</source>
        <translation>très bonne correspondance</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) higher than in the other answer</source>
        <translation>
            <numerusform>%Ln place plus haut que dans l’autre réponse</numerusform>
            <numerusform>%Ln places plus haut que dans l’autre réponse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) lower than in the other answer</source>
        <translation>
            <numerusform>%Ln place plus bas que dans l’autre réponse</numerusform>
            <numerusform>%Ln places plus bas que dans l’autre réponse</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the other answer</source>
        <translation>absente de l’autre réponse</translation>
    </message>
    <message>
        <source>could not be read: %1</source>
        <translation>illisible : %1</translation>
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
        <source>The %1 picture cannot be decoded; it is damaged or of a rare kind.</source>
        <translation>Impossible de décoder l’image %1&#xa0;; elle est endommagée ou d’un type rare.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Le fichier est vide.</translation>
    </message>
    <message>
        <source>This is not a picture, or it is damaged from its first bytes on.</source>
        <translation>Ce n’est pas une image, ou elle est endommagée dès ses premiers octets.</translation>
    </message>
</context>
<context>
    <name>semblance::PictureDrop</name>
    <message>
        <source>“%1” is a folder. Add it to the library to search its pictures, or take one of them as the reference.</source>
        <translation>«&#xa0;%1&#xa0;» est un dossier. Ajoutez-le à la bibliothèque pour chercher parmi ses images, ou prenez l’une d’elles comme référence.</translation>
    </message>
    <message>
        <source>“%1” is no longer there. Copy the picture again.</source>
        <translation>«&#xa0;%1&#xa0;» n’existe plus. Copiez à nouveau l’image.</translation>
    </message>
    <message>
        <source>Only pictures on this computer can be references: nothing is fetched from the internet. Copy the picture itself instead of its link, or save it first.</source>
        <translation>Seules des images de cet ordinateur peuvent servir de références&#xa0;: rien n’est téléchargé d’Internet. Copiez l’image elle-même au lieu de son lien, ou enregistrez-la d’abord.</translation>
    </message>
    <message>
        <source>There is no picture in what was pasted. Copy a picture or a file.</source>
        <translation>Il n’y a pas d’image dans ce qui a été collé. Copiez une image ou un fichier.</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>image collée</translation>
    </message>
    <message>
        <source>The pasted picture could not be kept in the temporary folder “%1”. Make room there and paste again.</source>
        <translation>L’image collée n’a pas pu être conservée dans le dossier temporaire «&#xa0;%1&#xa0;». Faites-y de la place et collez à nouveau.</translation>
    </message>
</context>
<context>
    <name>semblance::PictureFile</name>
    <message>
        <source>The file could not be read to its end. Its disk may have a fault; check it, and try again.</source>
        <translation>Le fichier n’a pas pu être lu jusqu’au bout. Son disque est peut-être défectueux&#xa0;; vérifiez-le et réessayez.</translation>
    </message>
    <message>
        <source>The file needs more memory than one picture may take.</source>
        <translation>Le fichier demande plus de mémoire qu’une image ne peut en prendre.</translation>
    </message>
    <message>
        <source>The file was being written while it was read. It is tried again at the next scan.</source>
        <translation>Le fichier était en cours d’écriture pendant sa lecture. Il sera réessayé à la prochaine analyse.</translation>
    </message>
    <message>
        <source>The file changed while it was decoded. It is tried again at the next scan.</source>
        <translation>Le fichier a changé pendant son décodage. Un nouvel essai aura lieu à la prochaine analyse.</translation>
    </message>
    <message>
        <source>The file is too large: %1, where %2 is the limit.</source>
        <translation>Le fichier est trop volumineux&#xa0;: %1, pour une limite de %2.</translation>
    </message>
</context>
<context>
    <name>semblance::PictureMosaic</name>
    <message>
        <source>Some of the pictures</source>
        <translation>Quelques-unes des images</translation>
    </message>
</context>
<context>
    <name>semblance::PictureView</name>
    <message>
        <source>Large picture</source>
        <translation>Grande image</translation>
    </message>
</context>
<context>
    <name>semblance::PicturesOffer</name>
    <message>
        <source>Add my pictures (%L1)</source>
        <translation>Ajouter mes images (%L1)</translation>
    </message>
</context>
<context>
    <name>semblance::Pixels</name>
    <message>
        <source>The picture could not be resized or turned.</source>
        <translation>L’image n’a pas pu être redimensionnée ou tournée.</translation>
    </message>
</context>
<context>
    <name>semblance::PlaceQuestionBox</name>
    <message>
        <source>Use it</source>
        <translation>L’utiliser</translation>
    </message>
    <message>
        <source>A folder at a new place</source>
        <translation>Un dossier à un nouvel emplacement</translation>
    </message>
    <message>
        <source>This looks like your folder “%1” at a new place: %2 of %3 files. Use it?</source>
        <translation>On dirait votre dossier «&#xa0;%1&#xa0;» à un nouvel emplacement&#xa0;: %2 fichiers sur %3. L’utiliser&#xa0;?</translation>
    </message>
    <message>
        <source>Before: %1
Now: %2</source>
        <translation>Avant&#xa0;: %1
Maintenant&#xa0;: %2</translation>
    </message>
    <message>
        <source>New place: %1</source>
        <translation>Nouvel emplacement&#xa0;: %1</translation>
    </message>
    <message>
        <source>Use the folder at its new place</source>
        <translation>Utiliser le dossier à son nouvel emplacement</translation>
    </message>
    <message>
        <source>Nothing is indexed again</source>
        <translation>Rien n’est indexé à nouveau</translation>
    </message>
    <message>
        <source>Add as a new folder</source>
        <translation>Ajouter comme nouveau dossier</translation>
    </message>
    <message>
        <source>Add it as a new folder</source>
        <translation>L’ajouter comme nouveau dossier</translation>
    </message>
    <message>
        <source>Do not add it</source>
        <translation>Ne pas l’ajouter</translation>
    </message>
    <message>
        <source>Do not add it (Esc)</source>
        <translation>Ne pas l’ajouter (Échap)</translation>
    </message>
</context>
<context>
    <name>semblance::Precision</name>
    <message>
        <source>There is no precision &quot;%1&quot;: it can be auto, fp32, bf16 or int8.</source>
        <translation>La précision «&#xa0;%1&#xa0;» n’existe pas&#xa0;: les valeurs possibles sont auto, fp32, bf16 et int8.</translation>
    </message>
</context>
<context>
    <name>semblance::PreviewDecoder</name>
    <message>
        <source>There is no preview in the %1 file that can be shown; the program that saved it left it out, or the file is damaged.</source>
        <translation>Le fichier %1 ne contient aucun aperçu affichable&#xa0;; le programme qui l’a enregistré l’a omis, ou le fichier est endommagé.</translation>
    </message>
</context>
<context>
    <name>semblance::Prompts</name>
    <message>
        <source>Sentence %1 is blank: it has no meaning to be learnt or searched for.</source>
        <translation>La phrase %1 est vide&#xa0;: elle n’a aucun sens à apprendre ou à rechercher.</translation>
    </message>
</context>
<context>
    <name>semblance::PsdDecoder</name>
    <message>
        <source>The program that saved this Photoshop file left the whole picture out of it. Save it again with &quot;Maximize Compatibility&quot;.</source>
        <translation>Le programme qui a enregistré ce fichier Photoshop n’y a pas mis l’image complète. Enregistrez-le à nouveau avec «&#xa0;Maximiser la compatibilité&#xa0;».</translation>
    </message>
</context>
<context>
    <name>semblance::Query</name>
    <message>
        <source>A weight must be a number above 0.</source>
        <translation>Un poids doit être un nombre supérieur à 0.</translation>
    </message>
    <message>
        <source>A reference must be one picture: a file or a pasted picture.</source>
        <translation>Une référence doit être une seule image&#xa0;: un fichier ou une image collée.</translation>
    </message>
    <message>
        <source>The chosen region must lie inside the picture and not be empty.</source>
        <translation>La zone choisie doit se trouver dans l’image et ne pas être vide.</translation>
    </message>
    <message>
        <source>The mix of picture and sentence must be a number from 0 to 1.</source>
        <translation>Le dosage entre image et phrase doit être un nombre de 0 à 1.</translation>
    </message>
    <message>
        <source>The number of results must be at least 1.</source>
        <translation>Le nombre de résultats doit être d’au moins 1.</translation>
    </message>
    <message>
        <source>A modification needs a reference picture: add one, or search by words alone.</source>
        <translation>Une modification a besoin d’une image de référence&#xa0;: ajoutez-en une, ou cherchez seulement avec des mots.</translation>
    </message>
    <message>
        <source>There is nothing to look for: give a picture, a sentence or both.</source>
        <translation>Il n’y a rien à chercher&#xa0;: donnez une image, une phrase ou les deux.</translation>
    </message>
    <message>
        <source>A query takes at most %1 pictures, exclusions and marked results each.</source>
        <translation>Une requête accepte au plus %1 images, autant d’exclusions et autant de résultats marqués.</translation>
    </message>
</context>
<context>
    <name>semblance::QueryBar</name>
    <message>
        <source>Query</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>Reference pictures and sentence</source>
        <translation>Images de référence et phrase</translation>
    </message>
    <message>
        <source>Drop a picture here, write a sentence, or both</source>
        <translation>Déposez une image ici, écrivez une phrase, ou les deux</translation>
    </message>
    <message>
        <source>Add a reference picture</source>
        <translation>Ajouter une image de référence</translation>
    </message>
    <message>
        <source>Add a reference picture (Ctrl+O); or drop one here, or paste one</source>
        <translation>Ajouter une image de référence (Ctrl+O)&#xa0;; ou en déposer une ici, ou en coller une</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Phrase</translation>
    </message>
    <message>
        <source>What to find, or what should be different from the reference (Ctrl+F)</source>
        <translation>Ce qu’il faut trouver, ou ce qui doit différer de la référence (Ctrl+F)</translation>
    </message>
    <message>
        <source>Clear the query</source>
        <translation>Effacer la requête</translation>
    </message>
    <message>
        <source>Clear the query and show all pictures (Ctrl+L)</source>
        <translation>Effacer la requête et afficher toutes les images (Ctrl+L)</translation>
    </message>
    <message>
        <source>Hint about the sentence</source>
        <translation>Conseil sur la phrase</translation>
    </message>
    <message>
        <source>The model reads English; most of this sentence is unknown to it.</source>
        <translation>Le modèle lit l’anglais&#xa0;; la plus grande partie de cette phrase lui est inconnue.</translation>
    </message>
    <message>
        <source>Use a model that reads more languages</source>
        <translation>Utiliser un modèle qui lit plus de langues</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>Afficher les modèles</translation>
    </message>
    <message>
        <source>See, import and choose the models that pictures are compared with (Ctrl+Shift+M)</source>
        <translation>Voir, importer et choisir les modèles qui servent à comparer les images (Ctrl+Maj+M)</translation>
    </message>
    <message numerus="yes">
        <source>A query holds up to %n reference picture(s). Take one out first.</source>
        <translation>
            <numerusform>Une requête accepte au plus %n image de référence. Retirez-la d’abord.</numerusform>
            <numerusform>Une requête accepte au plus %n images de référence. Retirez-en d’abord une.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A query holds up to %n marked picture(s). Take some out first.</source>
        <translation>
            <numerusform>Une requête accepte au plus %n image marquée. Retirez-la d’abord.</numerusform>
            <numerusform>Une requête accepte au plus %n images marquées. Retirez-en d’abord quelques-unes.</numerusform>
        </translation>
    </message>
    <message>
        <source>“Less like this” counts as soon as there is something to look for.</source>
        <translation>«&#xa0;Moins comme ceci&#xa0;» compte dès qu’il y a quelque chose à chercher.</translation>
    </message>
    <message>
        <source>What should be different? For example: in green</source>
        <translation>Que faut-il changer&#xa0;? En anglais, par exemple&#xa0;: in green</translation>
    </message>
    <message>
        <source>Describe a picture, or drop one here</source>
        <translation>Décrivez une image (en anglais), ou déposez-en une ici</translation>
    </message>
    <message>
        <source>Choose reference pictures</source>
        <translation>Choisir des images de référence</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
</context>
<context>
    <name>semblance::QueryEncoder</name>
    <message>
        <source>The reference %1 cannot be used. %2</source>
        <translation>Impossible d’utiliser la référence %1. %2</translation>
    </message>
    <message>
        <source>The query is too large to be answered; shorten it.</source>
        <translation>La requête est trop grande pour recevoir une réponse&#xa0;; raccourcissez-la.</translation>
    </message>
</context>
<context>
    <name>semblance::QueryJson</name>
    <message>
        <source>The field &quot;%1&quot; must be %2.</source>
        <translation>Le champ «&#xa0;%1&#xa0;» doit contenir %2.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is not known: use %2.</source>
        <translation>Le champ «&#xa0;%1&#xa0;» est inconnu&#xa0;: utilisez %2.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>a picture&apos;s bytes in base64</source>
        <translation>les octets d’une image en base64</translation>
    </message>
    <message>
        <source>a list of four numbers: x, y, width, height</source>
        <translation>une liste de quatre nombres&#xa0;: x, y, largeur, hauteur</translation>
    </message>
    <message>
        <source>a path, an object with a path, or a list of them</source>
        <translation>un chemin, un objet avec un chemin, ou une liste de ceux-ci</translation>
    </message>
    <message>
        <source>a text, an object with a text, or a list of them</source>
        <translation>un texte, un objet avec un texte, ou une liste de ceux-ci</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>&quot;more&quot; or &quot;less&quot;</source>
        <translation>«&#xa0;more&#xa0;» ou «&#xa0;less&#xa0;»</translation>
    </message>
    <message>
        <source>a list of objects</source>
        <translation>une liste d’objets</translation>
    </message>
    <message>
        <source>a number from 0 to 1</source>
        <translation>un nombre de 0 à 1</translation>
    </message>
</context>
<context>
    <name>semblance::QueryText</name>
    <message>
        <source>pasted picture</source>
        <translation>image collée</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>sans %1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) more or less like it</source>
        <translation>
            <numerusform>%n image à imiter ou à éviter</numerusform>
            <numerusform>%n images à imiter ou à éviter</numerusform>
        </translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Toutes les images</translation>
    </message>
</context>
<context>
    <name>semblance::RawPicture</name>
    <message>
        <source>The picture claims to be %1 x %2 pixels large; at most %3 million pixels are read.</source>
        <translation>L’image annonce une taille de %1 x %2 pixels&#xa0;; au plus %3 millions de pixels sont lus.</translation>
    </message>
    <message>
        <source>The picture of %1 x %2 pixels needs more memory than one picture may take.</source>
        <translation>L’image de %1 x %2 pixels demande plus de mémoire qu’une image ne peut en prendre.</translation>
    </message>
</context>
<context>
    <name>semblance::Recognition</name>
    <message>
        <source>The folder is not in the library any more.</source>
        <translation>Le dossier n’est plus dans la bibliothèque.</translation>
    </message>
</context>
<context>
    <name>semblance::RecommendedDialog</name>
    <message>
        <source>Models worth trying</source>
        <translation>Modèles à essayer</translation>
    </message>
    <message>
        <source>Semblance itself never goes online: fetch a model&apos;s files with your browser, put them into one folder and drop it on the page of models. How fast it is here is measured then; those above 2 GB are slow without a graphics card.</source>
        <translation>Semblance lui-même ne se connecte jamais à Internet&#xa0;: téléchargez les fichiers d’un modèle avec votre navigateur, placez-les dans un même dossier et déposez-le sur la page des modèles. Sa vitesse sur cet ordinateur est alors mesurée&#xa0;; ceux de plus de 2&#xa0;Go sont lents sans carte graphique.</translation>
    </message>
    <message>
        <source>Files to fetch</source>
        <translation>Fichiers à télécharger</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>&amp;Open its page in the browser</source>
        <translation>&amp;Ouvrir sa page dans le navigateur</translation>
    </message>
    <message>
        <source>Open the model&apos;s page in the browser</source>
        <translation>Ouvrir la page du modèle dans le navigateur</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Téléchargement</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>Good at</source>
        <translation>Points forts</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1&#xa0;Go</translation>
    </message>
    <message>
        <source>Files to fetch: %1</source>
        <translation>Fichiers à télécharger&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>semblance::RecommendedModels</name>
    <message>
        <source>English</source>
        <translation>anglais</translation>
    </message>
    <message>
        <source>more than 100</source>
        <translation>plus de 100</translation>
    </message>
    <message>
        <source>photos of everything, quickly</source>
        <translation>photos en tout genre, rapidement</translation>
    </message>
    <message>
        <source>MIT (of the code)</source>
        <translation>MIT (pour le code)</translation>
    </message>
    <message>
        <source>photos of everything</source>
        <translation>photos en tout genre</translation>
    </message>
    <message>
        <source>clothes and other products</source>
        <translation>vêtements et autres produits</translation>
    </message>
    <message>
        <source>sentences in one&apos;s own language</source>
        <translation>phrases dans sa propre langue</translation>
    </message>
    <message>
        <source>small things, writing in pictures</source>
        <translation>petits objets, texte dans les images</translation>
    </message>
    <message>
        <source>art, drawings and styles</source>
        <translation>art, dessins et styles</translation>
    </message>
    <message>
        <source>finds most, in one&apos;s own language</source>
        <translation>trouve le plus, dans sa propre langue</translation>
    </message>
</context>
<context>
    <name>semblance::ReferenceChip</name>
    <message>
        <source>pasted picture</source>
        <translation>image collée</translation>
    </message>
    <message>
        <source>Reference picture %1</source>
        <translation>Image de référence %1</translation>
    </message>
    <message>
        <source>a part of it</source>
        <translation>une partie de l’image</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>poids %1</translation>
    </message>
    <message>
        <source>%1
Click to choose what counts of it and how much, double-click to see it large, Delete takes it out of the query.</source>
        <translation>%1
Cliquez pour choisir la partie qui compte et son poids, double-cliquez pour la voir en grand, Suppr la retire de la requête.</translation>
    </message>
</context>
<context>
    <name>semblance::ReferencePopup</name>
    <message>
        <source>Drag over what counts.</source>
        <translation>Faites glisser sur ce qui compte.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Weight of this picture</source>
        <translation>Poids de cette image</translation>
    </message>
    <message>
        <source>How much this picture counts beside the others</source>
        <translation>Importance de cette image par rapport aux autres</translation>
    </message>
    <message>
        <source>Reference picture</source>
        <translation>Image de référence</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Image entière</translation>
    </message>
    <message>
        <source>All of the picture counts again</source>
        <translation>Toute l’image compte à nouveau</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>Voir en grand</translation>
    </message>
    <message>
        <source>Show the picture large</source>
        <translation>Afficher l’image en grand</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Take it out of the query</source>
        <translation>La retirer de la requête</translation>
    </message>
</context>
<context>
    <name>semblance::RegionBand</name>
    <message>
        <source>The part of the picture that counts</source>
        <translation>La partie de l’image qui compte</translation>
    </message>
    <message>
        <source>Arrows move it, Shift and arrows change its size.</source>
        <translation>Les flèches la déplacent, Maj et les flèches changent sa taille.</translation>
    </message>
    <message>
        <source>The whole picture counts.</source>
        <translation>Toute l’image compte.</translation>
    </message>
    <message>
        <source>From %1 % to %2 % of the width and %3 % to %4 % of the height.</source>
        <translation>De %1&#xa0;% à %2&#xa0;% de la largeur et de %3&#xa0;% à %4&#xa0;% de la hauteur.</translation>
    </message>
</context>
<context>
    <name>semblance::RegularFile</name>
    <message>
        <source>The file is not there any more. It was moved, renamed or deleted.</source>
        <translation>Le fichier n’existe plus. Il a été déplacé, renommé ou supprimé.</translation>
    </message>
    <message>
        <source>This is a folder, not a picture.</source>
        <translation>C’est un dossier, pas une image.</translation>
    </message>
    <message>
        <source>This is not an ordinary file but a device or a pipe.</source>
        <translation>Ce n’est pas un fichier ordinaire, mais un périphérique ou un tube.</translation>
    </message>
    <message>
        <source>You are not allowed to read this file. Change its permissions, or ask its owner to.</source>
        <translation>Vous n’avez pas le droit de lire ce fichier. Modifiez ses autorisations, ou demandez-le à son propriétaire.</translation>
    </message>
    <message>
        <source>The file could not be opened. Close other programs that use it, and try again.</source>
        <translation>Le fichier n’a pas pu être ouvert. Fermez les autres programmes qui l’utilisent, et réessayez.</translation>
    </message>
    <message>
        <source>The file could not be read. Its disk may have a fault; check it, and try again.</source>
        <translation>Le fichier n’a pas pu être lu. Son disque est peut-être défectueux&#xa0;; vérifiez-le et réessayez.</translation>
    </message>
</context>
<context>
    <name>semblance::RootLister</name>
    <message>
        <source>The folder %1 is no longer there. Its pictures stay in the library until you remove the folder.</source>
        <translation>Le dossier %1 n’existe plus. Ses images restent dans la bibliothèque jusqu’à ce que vous le retiriez.</translation>
    </message>
    <message>
        <source>The disk of the folder %1 went while the folder was read. Its pictures stay in the library.</source>
        <translation>Le disque du dossier %1 a disparu pendant la lecture du dossier. Ses images restent dans la bibliothèque.</translation>
    </message>
</context>
<context>
    <name>semblance::RootRows</name>
    <message>
        <source>The folder is not in the library any more.</source>
        <translation>Le dossier n’est plus dans la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 lies in %2 or holds it: it cannot be the same folder at a new place.</source>
        <translation>%1 se trouve dans %2 ou le contient&#xa0;: ce ne peut pas être le même dossier à un nouvel emplacement.</translation>
    </message>
</context>
<context>
    <name>semblance::SafetensorsFile</name>
    <message>
        <source>a tensor&apos;s name is empty or too long</source>
        <translation>le nom d’un tenseur est vide ou trop long</translation>
    </message>
    <message>
        <source>the entry of tensor %1 is not an object</source>
        <translation>l’entrée du tenseur %1 n’est pas un objet</translation>
    </message>
    <message>
        <source>tensor %1 needs exactly dtype, shape and data_offsets</source>
        <translation>le tenseur %1 doit avoir exactement dtype, shape et data_offsets</translation>
    </message>
    <message>
        <source>tensor %1 has the unknown type %2</source>
        <translation>le tenseur %1 a le type inconnu %2</translation>
    </message>
    <message>
        <source>tensor %1 has too many dimensions</source>
        <translation>le tenseur %1 a trop de dimensions</translation>
    </message>
    <message>
        <source>tensor %1 has a shape that is not whole numbers</source>
        <translation>le tenseur %1 a une forme qui n’est pas faite de nombres entiers</translation>
    </message>
    <message>
        <source>tensor %1 has no proper begin and end</source>
        <translation>le tenseur %1 n’a ni début ni fin valables</translation>
    </message>
    <message>
        <source>tensor %1 of shape %2 and type %3 does not fill its %4 bytes</source>
        <translation>le tenseur %1 de forme %2 et de type %3 ne remplit pas ses %4 octets</translation>
    </message>
    <message>
        <source>tensor %1 reaches beyond the end of the file; it may be truncated</source>
        <translation>le tenseur %1 dépasse la fin du fichier, qui est peut-être tronqué</translation>
    </message>
    <message>
        <source>tensor %1 overlaps another tensor</source>
        <translation>le tenseur %1 empiète sur un autre tenseur</translation>
    </message>
    <message>
        <source>there is a gap before tensor %1</source>
        <translation>il y a un vide avant le tenseur %1</translation>
    </message>
    <message>
        <source>there are bytes after the last tensor</source>
        <translation>il y a des octets après le dernier tenseur</translation>
    </message>
    <message>
        <source>The weight file %1 is damaged: %2. Get the model again.</source>
        <translation>Le fichier de poids %1 est endommagé&#xa0;: %2. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>it is too short for a header</source>
        <translation>il est trop court pour contenir un en-tête</translation>
    </message>
    <message>
        <source>its header claims %1 bytes</source>
        <translation>son en-tête annonce %1 octets</translation>
    </message>
    <message>
        <source>its header is cut off</source>
        <translation>son en-tête est tronqué</translation>
    </message>
    <message>
        <source>its header is not a JSON object</source>
        <translation>son en-tête n’est pas un objet JSON</translation>
    </message>
    <message>
        <source>its header is not valid JSON (%1 at byte %2)</source>
        <translation>son en-tête n’est pas du JSON valide (%1 à l’octet %2)</translation>
    </message>
    <message>
        <source>its metadata is not an object</source>
        <translation>ses métadonnées ne sont pas un objet</translation>
    </message>
    <message>
        <source>its metadata holds something other than text</source>
        <translation>ses métadonnées contiennent autre chose que du texte</translation>
    </message>
    <message>
        <source>a name occurs twice in its header</source>
        <translation>un nom figure deux fois dans son en-tête</translation>
    </message>
    <message>
        <source>The weight file %1 lacks the tensor %2: it does not belong to this kind of model.</source>
        <translation>Il manque le tenseur %2 au fichier de poids %1&#xa0;: il n’appartient pas à ce type de modèle.</translation>
    </message>
    <message>
        <source>In the weight file %1 the tensor %2 has the shape %3 instead of %4.</source>
        <translation>Dans le fichier de poids %1, le tenseur %2 a la forme %3 au lieu de %4.</translation>
    </message>
</context>
<context>
    <name>semblance::SafetensorsWriter</name>
    <message>
        <source>The weight file %1 cannot be written. Is the disk full, or the folder protected? What was there before is unchanged.</source>
        <translation>Impossible d’écrire le fichier de poids %1. Le disque est-il plein ou le dossier protégé&#xa0;? Ce qui s’y trouvait auparavant est inchangé.</translation>
    </message>
</context>
<context>
    <name>semblance::ScanRules</name>
    <message>
        <source>“%1” names no files. Write a name or a pattern, for example “Previews/” or “*-edited.jpg”.</source>
        <translation>«&#xa0;%1&#xa0;» ne désigne aucun fichier. Saisissez un nom ou un motif, par exemple «&#xa0;Previews/&#xa0;» ou «&#xa0;*-edited.jpg&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” is not in the list.</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas dans la liste.</translation>
    </message>
</context>
<context>
    <name>semblance::Schema</name>
    <message>
        <source>%1 was made by a newer version of Semblance. Update Semblance to open it, or choose another folder for the library.</source>
        <translation>%1 a été créé par une version plus récente de Semblance. Mettez Semblance à jour pour l’ouvrir, ou choisissez un autre dossier pour la bibliothèque.</translation>
    </message>
</context>
<context>
    <name>semblance::SearchService</name>
    <message>
        <source>This search has no answer that could be explained.</source>
        <translation>Cette recherche n’a pas de réponse qui puisse être expliquée.</translation>
    </message>
</context>
<context>
    <name>semblance::SearchShelf</name>
    <message>
        <source>Saved search %1, %2</source>
        <translation>Recherche enregistrée %1, %2</translation>
    </message>
    <message>
        <source>Remove the saved search?</source>
        <translation>Supprimer la recherche enregistrée&#xa0;?</translation>
    </message>
    <message>
        <source>Remove the saved search…</source>
        <translation>Supprimer la recherche enregistrée…</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Recherches enregistrées</translation>
    </message>
    <message>
        <source>This search was saved by a newer version of Semblance. Update Semblance to use it.</source>
        <translation>Cette recherche a été enregistrée par une version plus récente de Semblance. Mettez Semblance à jour pour l’utiliser.</translation>
    </message>
    <message>
        <source>There is nothing to save yet: search for something first.</source>
        <translation>Il n’y a encore rien à enregistrer&#xa0;: lancez d’abord une recherche.</translation>
    </message>
</context>
<context>
    <name>semblance::Searcher</name>
    <message>
        <source>The reference picture %1 is not there.</source>
        <translation>L’image de référence %1 est introuvable.</translation>
    </message>
    <message>
        <source>The reference %1 cannot be used. %2</source>
        <translation>Impossible d’utiliser la référence %1. %2</translation>
    </message>
    <message>
        <source>The model of this library is being changed. Try again in a moment.</source>
        <translation>Le modèle de cette bibliothèque est en cours de changement. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>l’image collée</translation>
    </message>
    <message>
        <source>The model has not looked at this picture yet.</source>
        <translation>Le modèle n’a pas encore examiné cette image.</translation>
    </message>
    <message>
        <source>Another model answers by now. Search again.</source>
        <translation>Un autre modèle répond désormais. Relancez la recherche.</translation>
    </message>
</context>
<context>
    <name>semblance::SelfTest</name>
    <message>
        <source>Its weights are damaged or of another kind of model. Get the model again.</source>
        <translation>Ses poids sont endommagés ou appartiennent à un autre type de modèle. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>The model gives vectors of the wrong length for %1.</source>
        <translation>Le modèle donne des vecteurs de mauvaise longueur pour les %1.</translation>
    </message>
    <message>
        <source>The model gives no usable numbers for %1.</source>
        <translation>Le modèle ne donne aucun nombre utilisable pour les %1.</translation>
    </message>
    <message>
        <source>The model gives other numbers for the same %1 every time.</source>
        <translation>Le modèle donne à chaque fois d’autres nombres pour les mêmes %1.</translation>
    </message>
    <message>
        <source>The model gives the same numbers for different %1.</source>
        <translation>Le modèle donne les mêmes nombres pour des %1 différentes.</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>images</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>phrases</translation>
    </message>
</context>
<context>
    <name>semblance::SentencePieceTokenizer</name>
    <message>
        <source>The vocabulary %1 is not of the kind this model takes: it lacks the piece %2.</source>
        <translation>Le vocabulaire %1 n’est pas du type attendu par ce modèle&#xa0;: il lui manque l’élément %2.</translation>
    </message>
    <message>
        <source>The sentence cannot be cut into words.</source>
        <translation>La phrase ne peut pas être découpée en mots.</translation>
    </message>
    <message>
        <source>The vocabulary %1 cannot be read. Get the model again.</source>
        <translation>Impossible de lire le vocabulaire %1. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Il y a trop de mots avant la place de l’image pour ce modèle.</translation>
    </message>
    <message>
        <source>The vocabulary %1 cannot be read: %2. Get the model again.</source>
        <translation>Impossible de lire le vocabulaire %1&#xa0;: %2. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>it names no pieces, or far too many</source>
        <translation>il ne contient aucun fragment, ou beaucoup trop</translation>
    </message>
    <message>
        <source>piece %1 is no text with a score</source>
        <translation>le fragment %1 n’est pas un texte assorti d’un score</translation>
    </message>
    <message>
        <source>it has no piece for what is unknown</source>
        <translation>il n’a pas de fragment pour ce qui est inconnu</translation>
    </message>
</context>
<context>
    <name>semblance::Serve</name>
    <message>
        <source>A composition needs a sentence that says what should differ.</source>
        <translation>Une composition exige une phrase indiquant ce qui doit changer.</translation>
    </message>
    <message>
        <source>A composition speaks of picture %1, but only %2 pictures were given.</source>
        <translation>Une composition mentionne l’image %1, mais seulement %2 images ont été fournies.</translation>
    </message>
    <message>
        <source>A picture&apos;s word has %1 bytes with this model, not %2.</source>
        <translation>Avec ce modèle, le mot d’une image compte %1 octets et non %2.</translation>
    </message>
    <message>
        <source>This model has no learned composition.</source>
        <translation>Ce modèle n’a pas de composition apprise.</translation>
    </message>
</context>
<context>
    <name>semblance::SettingsDialog</name>
    <message>
        <source>This changes at the next start.</source>
        <translation>Ce changement prendra effet au prochain démarrage.</translation>
    </message>
    <message>
        <source>Follow links to folders</source>
        <translation>Suivre les liens vers des dossiers</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Clair ou sombre</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>The language of the window</source>
        <translation>La langue de la fenêtre</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>How very large libraries are searched: comparing every picture, or following the graph of their neighbours, which may miss one in a hundred</source>
        <translation>Façon de parcourir les très grandes bibliothèques&#xa0;: en comparant chaque image, ou en suivant leur graphe de voisinage, qui peut en manquer une sur cent</translation>
    </message>
    <message>
        <source>Show videos among the pictures</source>
        <translation>Afficher les vidéos parmi les images</translation>
    </message>
    <message>
        <source>A video is found by one of its frames and opened in your player. Without this, videos are only counted</source>
        <translation>Une vidéo est trouvée par l’une de ses images et s’ouvre dans votre lecteur. Sans cette option, les vidéos sont seulement comptées</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>Dossier de la bibliothèque</translation>
    </message>
    <message>
        <source>Index, thumbnails and vectors are kept here; it can be deleted and is then built anew</source>
        <translation>L’index, les vignettes et les vecteurs sont conservés ici&#xa0;; ce dossier peut être supprimé, il est alors reconstruit</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the folder of the library</source>
        <translation>Ouvrir le dossier de la bibliothèque</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>Afficher les modèles</translation>
    </message>
    <message>
        <source>See, import and choose the models that pictures are compared with (Ctrl+Shift+M)</source>
        <translation>Voir, importer et choisir les modèles qui servent à comparer les images (Ctrl+Maj+M)</translation>
    </message>
    <message>
        <source>Take in what links in your folders lead to, each folder once</source>
        <translation>Inclure les dossiers vers lesquels mènent les liens des vôtres, chacun une seule fois</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Ce qui est exclu</translation>
    </message>
    <message>
        <source>See and change which files and folders are not looked at</source>
        <translation>Voir et modifier les fichiers et dossiers qui ne sont pas examinés</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Apparence</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Recherche</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Vidéos</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>&amp;Dossiers</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>&amp;Keep history</source>
        <translation>Conserver l’&amp;historique</translation>
    </message>
    <message>
        <source>Keep history</source>
        <translation>Conserver l’historique</translation>
    </message>
    <message>
        <source>What you search for is kept with the library, on this computer only. Without this it is forgotten when the window closes; what is kept already stays until you forget it (Ctrl+H)</source>
        <translation>Vos recherches sont conservées avec la bibliothèque, sur cet ordinateur uniquement. Sans cette option, elles sont oubliées à la fermeture de la fenêtre&#xa0;; ce qui est déjà conservé le reste jusqu’à ce que vous l’effaciez (Ctrl+H)</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Confidentialité</translation>
    </message>
    <message>
        <source>&amp;Watch folders for changes</source>
        <translation>&amp;Surveiller les dossiers</translation>
    </message>
    <message>
        <source>Watch folders for changes</source>
        <translation>Surveiller les dossiers</translation>
    </message>
    <message>
        <source>New, changed and moved pictures are taken up within seconds; else at the start and when asked for</source>
        <translation>Les images nouvelles, modifiées ou déplacées sont prises en compte en quelques secondes&#xa0;; sinon, au démarrage et à la demande</translation>
    </message>
    <message>
        <source>Indexing on battery</source>
        <translation>Indexation sur batterie</translation>
    </message>
    <message>
        <source>What indexing does while the computer runs on its battery</source>
        <translation>Ce que fait l’indexation lorsque l’ordinateur fonctionne sur batterie</translation>
    </message>
    <message>
        <source>Pause below %1 % charge</source>
        <translation>Suspendre sous %1&#xa0;% de charge</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Processor cores for indexing</source>
        <translation>Cœurs du processeur pour l’indexation</translation>
    </message>
    <message>
        <source>How many of the processor&apos;s cores indexing uses at most</source>
        <translation>Nombre maximal de cœurs du processeur utilisés par l’indexation</translation>
    </message>
    <message numerus="yes">
        <source>All %n core(s)</source>
        <translation>
            <numerusform>Tous les cœurs (%n)</numerusform>
            <numerusform>Tous les cœurs (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n core(s)</source>
        <translation>
            <numerusform>Au plus %n cœur</numerusform>
            <numerusform>Au plus %n cœurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indexation</translation>
    </message>
    <message>
        <source>On &amp;battery</source>
        <translation>Sur &amp;batterie</translation>
    </message>
    <message>
        <source>&amp;Processor</source>
        <translation>&amp;Processeur</translation>
    </message>
    <message>
        <source>Whichever is quicker</source>
        <translation>Au plus rapide</translation>
    </message>
    <message>
        <source>Compare every picture</source>
        <translation>Comparer chaque image</translation>
    </message>
    <message>
        <source>Follow the graph of neighbours</source>
        <translation>Suivre le graphe de voisinage</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Pages des paramètres</translation>
    </message>
    <message>
        <source>Page of the settings</source>
        <translation>Page des paramètres</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Show &amp;videos</source>
        <translation>Afficher les &amp;vidéos</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Réduire les animations</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Réduire les animations</translation>
    </message>
    <message>
        <source>Nothing moves of itself. Without this, as the system says</source>
        <translation>Rien ne bouge de soi-même. Sans cette option, selon le réglage du système</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Animations</translation>
    </message>
    <message>
        <source>Closing while pictures are read</source>
        <translation>Fermeture pendant la lecture des images</translation>
    </message>
    <message>
        <source>What becomes of indexing when the window is closed</source>
        <translation>Ce que devient l’indexation à la fermeture de la fenêtre</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
    <message>
        <source>Finish in the background</source>
        <translation>Terminer en arrière-plan</translation>
    </message>
    <message>
        <source>Stop, go on at the next start</source>
        <translation>Arrêter, reprendre au prochain démarrage</translation>
    </message>
    <message>
        <source>On &amp;closing</source>
        <translation>À la &amp;fermeture</translation>
    </message>
    <message>
        <source>Folders and exclusions</source>
        <translation>Dossiers et exclusions</translation>
    </message>
    <message>
        <source>Follow &amp;links to folders</source>
        <translation>Suivre les &amp;liens vers des dossiers</translation>
    </message>
    <message>
        <source>What is left &amp;out…</source>
        <translation>Ce qui est e&amp;xclu…</translation>
    </message>
    <message>
        <source>Exclusions</source>
        <translation>Exclusions</translation>
    </message>
    <message>
        <source>Li&amp;brary</source>
        <translation>&amp;Bibliothèque</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>&amp;Show models…</source>
        <translation>&amp;Voir les modèles…</translation>
    </message>
    <message>
        <source>A model turns pictures and sentences into what is compared. Which ones there are, what they cost and which one answers stands on a page of its own.</source>
        <translation>Un modèle transforme images et phrases en ce qui est comparé. Les modèles disponibles, ce qu’ils coûtent et celui qui répond figurent sur une page à part.</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Performances</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no program of Semblance ever opens a connection to the internet. Pictures are only read, never changed.</source>
        <translation>Rien ne quitte cet ordinateur&#xa0;: aucun programme de Semblance n’ouvre jamais de connexion à Internet. Les images sont seulement lues, jamais modifiées.</translation>
    </message>
</context>
<context>
    <name>semblance::ShareBars</name>
    <message>
        <source>%1: %2 %</source>
        <translation>%1&#xa0;: %2&#xa0;%</translation>
    </message>
</context>
<context>
    <name>semblance::Sheets</name>
    <message>
        <source>“%1” cannot be written. Check the permissions of its folder and the free space.</source>
        <translation>Impossible d’écrire «&#xa0;%1&#xa0;». Vérifiez les autorisations de son dossier et l’espace libre.</translation>
    </message>
    <message>
        <source>The contact sheet cannot be drawn.</source>
        <translation>Impossible de dessiner la planche-contact.</translation>
    </message>
</context>
<context>
    <name>semblance::ShelfRow</name>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conserver</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Enter takes the name, Esc leaves it</source>
        <translation>Entrée valide le nom, Échap y renonce</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>affichée actuellement</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
</context>
<context>
    <name>semblance::SidePanel</name>
    <message>
        <source>Find similar pictures</source>
        <translation>Trouver des images similaires</translation>
    </message>
    <message>
        <source>Show where</source>
        <translation>Montrer où</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>About the picture</source>
        <translation>À propos de l’image</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (I)</source>
        <translation>Fermer (I)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Sélection</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Show what belongs together with it</source>
        <translation>Afficher ce qui va avec elle</translation>
    </message>
    <message>
        <source>Search with this picture as the reference (Return)</source>
        <translation>Rechercher avec cette image comme référence (Entrée)</translation>
    </message>
    <message>
        <source>Why this picture</source>
        <translation>Pourquoi cette image</translation>
    </message>
    <message>
        <source>How it was found out</source>
        <translation>Comment cela a été déterminé</translation>
    </message>
    <message>
        <source>Shares of references and sentence</source>
        <translation>Parts des références et de la phrase</translation>
    </message>
    <message>
        <source>What each word adds</source>
        <translation>Apport de chaque mot</translation>
    </message>
    <message>
        <source>Show where in the picture the answer lies</source>
        <translation>Montrer où se trouve la réponse dans l’image</translation>
    </message>
    <message>
        <source>Copy the picture as it is shown here</source>
        <translation>Copier l’image telle qu’elle est affichée ici</translation>
    </message>
    <message>
        <source>Choose a picture to see what is known of it.</source>
        <translation>Choisissez une image pour voir ce que l’on sait d’elle.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) selected</source>
        <translation>
            <numerusform>%Ln image sélectionnée</numerusform>
            <numerusform>%Ln images sélectionnées</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Image collée</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Phrase</translation>
    </message>
    <message>
        <source>Approximate. Bright is what answers the query; a word’s bar is what the picture would lose without it.</source>
        <translation>Approximatif. Les zones claires répondent à la requête&#xa0;; la barre d’un mot indique ce que l’image perdrait sans lui.</translation>
    </message>
    <message>
        <source>Approximate. A word’s bar is what the picture would lose without it.</source>
        <translation>Approximatif. La barre d’un mot indique ce que l’image perdrait sans lui.</translation>
    </message>
    <message>
        <source>The picture was copied as it is shown.</source>
        <translation>L’image a été copiée telle qu’elle est affichée.</translation>
    </message>
    <message>
        <source>Text in the picture</source>
        <translation>Texte dans l’image</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copier le texte</translation>
    </message>
    <message>
        <source>The text was copied.</source>
        <translation>Le texte a été copié.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Show pictures of this place</source>
        <translation>Afficher les images de ce lieu</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s)</source>
        <translation>
            <numerusform>dans %Ln dossier</numerusform>
            <numerusform>dans %Ln dossiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SidecarDialog</name>
    <message>
        <source>%1  ·  is there: kept and added to</source>
        <translation>%1  ·  existe : conservé et complété</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) have no marks.</source>
        <translation>
            <numerusform>%Ln image n’a aucune annotation.</numerusform>
            <numerusform>%Ln images n’ont aucune annotation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The folder of %Ln picture(s) is not there now.</source>
        <translation>
            <numerusform>Le dossier de %Ln image n’est pas là en ce moment.</numerusform>
            <numerusform>Les dossiers de %Ln images ne sont pas là en ce moment.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” cannot be written to.</source>
        <translation>Impossible d’écrire dans « %1 ».</translation>
    </message>
    <message numerus="yes">
        <source>Nor can %Ln more folder(s) be written to.</source>
        <translation>
            <numerusform>Ni dans %Ln autre dossier.</numerusform>
            <numerusform>Ni dans %Ln autres dossiers.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write sidecars</source>
        <translation>Écrire les fichiers annexes</translation>
    </message>
    <message numerus="yes">
        <source>Rating, label, tags and note of %Ln picture(s) are written into XMP files beside them, which other programs read. The pictures stay as they are.</source>
        <translation>
            <numerusform>La note, l’étiquette, les mots-clés et le commentaire de %Ln image sont écrits dans un fichier XMP à côté d’elle, que d’autres programmes lisent. L’image reste telle quelle.</numerusform>
            <numerusform>La note, l’étiquette, les mots-clés et le commentaire de %Ln images sont écrits dans des fichiers XMP à côté d’elles, que d’autres programmes lisent. Les images restent telles quelles.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <translation>Il n’y a rien à écrire.</translation>
    </message>
    <message numerus="yes">
        <source>What other programs wrote into %Ln of them stays; the file as it was is kept beside it, with “.bak” at its end.</source>
        <translation>
            <numerusform>Ce que d’autres programmes ont écrit dans %Ln d’entre eux reste ; l’ancien fichier est gardé à côté, avec « .bak » à la fin.</numerusform>
            <numerusform>Ce que d’autres programmes ont écrit dans %Ln d’entre eux reste ; les anciens fichiers sont gardés à côté, avec « .bak » à la fin.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files to be written</source>
        <translation>Fichiers à écrire</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Écrire</translation>
    </message>
    <message>
        <source>Write the sidecars</source>
        <translation>Écrire les fichiers annexes</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>%1 (Esc)</source>
        <translation>%1 (Échap)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) written.</source>
        <translation>
            <numerusform>%Ln fichier annexe écrit.</numerusform>
            <numerusform>%Ln fichiers annexes écrits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln said it all already.</source>
        <translation>
            <numerusform>%Ln disait déjà tout.</numerusform>
            <numerusform>%Ln disaient déjà tout.</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest was not written.</source>
        <translation>Le reste n’a pas été écrit.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be written; “%1”: %2</source>
        <translation>
            <numerusform>%Ln n’a pas pu être écrit ; « %1 » : %2</numerusform>
            <numerusform>%Ln n’ont pas pu être écrits ; « %1 » : %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::SidecarEdit</name>
    <message>
        <source>The sidecar could not be made.</source>
        <translation>Le fichier annexe n’a pas pu être créé.</translation>
    </message>
    <message>
        <source>There is a sidecar that is no XMP. It is left as it is.</source>
        <translation>Il y a un fichier annexe qui n’est pas du XMP. Il est laissé tel quel.</translation>
    </message>
    <message>
        <source>The sidecar holds what would be lost in rewriting it. It is left as it is.</source>
        <translation>Le fichier annexe contient ce qui serait perdu en le réécrivant. Il est laissé tel quel.</translation>
    </message>
    <message>
        <source>There is a sidecar that cannot be read. It is left as it is.</source>
        <translation>Il y a un fichier annexe illisible. Il est laissé tel quel.</translation>
    </message>
</context>
<context>
    <name>semblance::SidecarWriting</name>
    <message>
        <source>It is a link to something else.</source>
        <translation>C’est un lien vers autre chose.</translation>
    </message>
    <message>
        <source>The sidecar is larger than any should be.</source>
        <translation>Le fichier annexe est plus grand qu’il ne devrait.</translation>
    </message>
    <message>
        <source>The sidecar changed while it was read.</source>
        <translation>Le fichier annexe a changé pendant sa lecture.</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>« %1 » n’a pas pu être écrit : %2</translation>
    </message>
    <message>
        <source>Another program has written the sidecar meanwhile.</source>
        <translation>Un autre programme a écrit le fichier annexe entre-temps.</translation>
    </message>
</context>
<context>
    <name>semblance::SiglipTokenizer</name>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Il y a trop de mots avant la place de l’image pour ce modèle.</translation>
    </message>
    <message>
        <source>The vocabulary %1 cannot be used: it has no end of text.</source>
        <translation>Le vocabulaire %1 est inutilisable&#xa0;: il n’a pas de marque de fin de texte.</translation>
    </message>
    <message>
        <source>The vocabulary %1 is not of the kind this model takes: it lacks the piece %2.</source>
        <translation>Le vocabulaire %1 n’est pas du type attendu par ce modèle&#xa0;: il lui manque l’élément %2.</translation>
    </message>
</context>
<context>
    <name>semblance::SmallFamily</name>
    <message>
        <source>The manifest of the model %1 wants %2 pieces a sentence, its text tower takes %3.</source>
        <translation>Le manifeste du modèle %1 demande %2 éléments par phrase, sa tour de texte en prend %3.</translation>
    </message>
</context>
<context>
    <name>semblance::SortMenu</name>
    <message>
        <source>S&amp;ort by</source>
        <translation>&amp;Trier par</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Trier par</translation>
    </message>
    <message>
        <source>&amp;Best fit</source>
        <translation>&amp;Pertinence</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Date</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>&amp;Size in pixels</source>
        <translation>T&amp;aille en pixels</translation>
    </message>
    <message>
        <source>&amp;Ascending</source>
        <translation>&amp;Croissant</translation>
    </message>
    <message>
        <source>D&amp;escending</source>
        <translation>Décr&amp;oissant</translation>
    </message>
    <message>
        <source>Sorted by: %1, %2</source>
        <translation>Tri&#xa0;: %1, %2</translation>
    </message>
    <message>
        <source>ascending</source>
        <translation>croissant</translation>
    </message>
    <message>
        <source>descending</source>
        <translation>décroissant</translation>
    </message>
    <message>
        <source>As &amp;put together</source>
        <translation>O&amp;rdre de la collection</translation>
    </message>
    <message>
        <source>&amp;Rating</source>
        <translation>&amp;Note</translation>
    </message>
</context>
<context>
    <name>semblance::StatePage</name>
    <message>
        <source>State of the library</source>
        <translation>État de la bibliothèque</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>What is the case</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>Main action</source>
        <translation>Action principale</translation>
    </message>
    <message>
        <source>Other action</source>
        <translation>Autre action</translation>
    </message>
</context>
<context>
    <name>semblance::StatusLine</name>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Pictures and time of the answer</source>
        <translation>Images et temps de réponse</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Recherche en cours</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>Taille des vignettes</translation>
    </message>
    <message>
        <source>Size of thumbnails (Ctrl++, Ctrl+-, Ctrl+wheel)</source>
        <translation>Taille des vignettes (Ctrl++, Ctrl+-, Ctrl+molette)</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln best of %1 pictures</source>
        <translation>
            <numerusform>%Ln meilleure sur %1 images</numerusform>
            <numerusform>Les %Ln meilleures sur %1 images</numerusform>
        </translation>
    </message>
    <message>
        <source>No good match in %1 pictures</source>
        <translation>Aucune bonne correspondance parmi %1 images</translation>
    </message>
    <message numerus="yes">
        <source>%Ln good of %1 pictures</source>
        <translation>
            <numerusform>%Ln bonne sur %1 images</numerusform>
            <numerusform>%Ln bonnes sur %1 images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more are still being prepared for the new model</source>
        <translation>
            <numerusform>%Ln autre est encore en préparation pour le nouveau modèle</numerusform>
            <numerusform>%Ln autres sont encore en préparation pour le nouveau modèle</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln sélectionnée</numerusform>
            <numerusform>%Ln sélectionnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them folded</source>
        <translation>
            <numerusform>dont %Ln regroupée</numerusform>
            <numerusform>dont %Ln regroupées</numerusform>
        </translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Aucune image</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 pictures</source>
        <translation>
            <numerusform>%Ln image sur %1</numerusform>
            <numerusform>%Ln images sur %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>semblance::Store</name>
    <message>
        <source>The database %1 is damaged or not Semblance&apos;s. It is kept as it is, and your photos are not affected. semblance-cli doctor --repair restores the library from its last good backup, or reads from it what can still be read.</source>
        <translation>La base de données %1 est endommagée ou n’appartient pas à Semblance. Elle est conservée telle quelle et vos photos ne sont pas touchées. semblance-cli doctor --repair restaure la bibliothèque à partir de sa dernière bonne sauvegarde, ou en lit ce qui peut encore l’être.</translation>
    </message>
    <message>
        <source>%1 cannot be written: its disk is full, over its quota or failing. What was stored is kept. Free some space and start again.</source>
        <translation>Impossible d’écrire %1&#xa0;: son disque est plein, au-delà de son quota ou défaillant. Ce qui était enregistré est conservé. Libérez de l’espace et recommencez.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Its disk may be failing or unplugged. What was stored is kept.</source>
        <translation>Impossible de lire %1. Son disque est peut-être défaillant ou débranché. Ce qui était enregistré est conservé.</translation>
    </message>
    <message>
        <source>The disk is full: %1 cannot grow. What was stored is kept. Free some space and start again.</source>
        <translation>Le disque est plein&#xa0;: %1 ne peut plus grandir. Ce qui était enregistré est conservé. Libérez de l’espace et recommencez.</translation>
    </message>
    <message>
        <source>Another program is using %1. Try again in a moment.</source>
        <translation>Un autre programme utilise %1. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the permissions of its folder, or choose another folder for the library.</source>
        <translation>Impossible d’écrire %1. Vérifiez les autorisations de son dossier, ou choisissez un autre dossier pour la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 cannot be opened. Check that its folder is there and that you may read and write it.</source>
        <translation>Impossible d’ouvrir %1. Vérifiez que son dossier est présent et que vous avez le droit d’y lire et d’y écrire.</translation>
    </message>
    <message>
        <source>The database %1 refused a request. The log has the details.</source>
        <translation>La base de données %1 a refusé une requête. Le journal contient les détails.</translation>
    </message>
</context>
<context>
    <name>semblance::StoreWriter</name>
    <message>
        <source>The vector of %1 does not fit the library&apos;s model.</source>
        <translation>Le vecteur de %1 ne convient pas au modèle de la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 has no content key.</source>
        <translation>%1 n’a pas de clé de contenu.</translation>
    </message>
    <message>
        <source>The library uses this model. Change to another model first.</source>
        <translation>La bibliothèque utilise ce modèle. Passez d’abord à un autre modèle.</translation>
    </message>
    <message>
        <source>The library has no vectors of the model %1.</source>
        <translation>La bibliothèque n’a aucun vecteur du modèle %1.</translation>
    </message>
    <message>
        <source>%1 cannot be removed now. Close other programs that use the library, then try again.</source>
        <translation>Impossible de supprimer %1 maintenant. Fermez les autres programmes qui utilisent la bibliothèque, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>semblance::Suggester</name>
    <message>
        <source>The list of suggestions %1 is missing.</source>
        <translation>La liste de suggestions %1 est absente.</translation>
    </message>
    <message>
        <source>The list of suggestions %1 is damaged.</source>
        <translation>La liste de suggestions %1 est endommagée.</translation>
    </message>
    <message>
        <source>The model was changed meanwhile.</source>
        <translation>Le modèle a été changé entre-temps.</translation>
    </message>
</context>
<context>
    <name>semblance::SuggestionLine</name>
    <message>
        <source>Try:</source>
        <translation>Essayez&#xa0;:</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>This picture, but “%1”</source>
        <translation>Cette image, mais «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>semblance::SvgDecoder</name>
    <message>
        <source>The SVG document cannot be drawn: it is damaged, or asks for more than one picture may take.</source>
        <translation>Impossible de dessiner le document SVG&#xa0;: il est endommagé ou demande plus de ressources qu’une image ne peut en prendre.</translation>
    </message>
</context>
<context>
    <name>semblance::SvgText</name>
    <message>
        <source>The SVG document is longer than %1 MB and is not read.</source>
        <translation>Le document SVG dépasse %1&#xa0;Mo et n’est pas lu.</translation>
    </message>
</context>
<context>
    <name>semblance::SwatchGrid</name>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Share of the picture</source>
        <translation>Part de l’image</translation>
    </message>
    <message>
        <source>How much of a picture the colour makes up</source>
        <translation>Part de l’image qu’occupe la couleur</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln picture(s)</source>
        <translation>
            <numerusform>%1, %Ln image</numerusform>
            <numerusform>%1, %Ln images</numerusform>
        </translation>
    </message>
    <message>
        <source>Each at least %1 % of the picture</source>
        <translation>Chacune au moins %1&#xa0;% de l’image</translation>
    </message>
</context>
<context>
    <name>semblance::TagsDialog</name>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Tags and note</source>
        <translation>Mots-clés et remarque</translation>
    </message>
    <message>
        <source>Tag to add</source>
        <translation>Mot-clé à ajouter</translation>
    </message>
    <message>
        <source>Tag, for example family or places/Rome</source>
        <translation>Mot-clé, par exemple famille ou lieux/Rome</translation>
    </message>
    <message>
        <source>Add the tag</source>
        <translation>Ajouter le mot-clé</translation>
    </message>
    <message>
        <source>Add (Return)</source>
        <translation>Ajouter (Entrée)</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Mots-clés</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Kept in the library, for every copy of the picture. The files are not changed.</source>
        <translation>Conservés dans la bibliothèque, pour toutes les copies de l’image. Les fichiers ne sont pas modifiés.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save (Ctrl+Return)</source>
        <translation>Enregistrer (Ctrl+Entrée)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Annuler (Échap)</translation>
    </message>
    <message>
        <source>The pictures have different notes</source>
        <translation>Les images ont des remarques différentes</translation>
    </message>
</context>
<context>
    <name>semblance::TaskBar</name>
    <message>
        <source>Task</source>
        <translation>Tâche</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop; what is done is kept</source>
        <translation>Arrêter&#xa0;; ce qui est fait est conservé</translation>
    </message>
</context>
<context>
    <name>semblance::TeamAddress</name>
    <message>
        <source>This is no connection to PostgreSQL. Give its parts as in &quot;host=nas dbname=pictures user=me&quot;, a service as in &quot;service=studio&quot;, or an address that begins with postgresql://.</source>
        <translation>Ce n’est pas une connexion à PostgreSQL. Donnez ses parties comme dans « host=nas dbname=pictures user=me », un service comme dans « service=studio », ou une adresse qui commence par postgresql://.</translation>
    </message>
    <message>
        <source>Leave the password out: everybody on this computer could read it there. Write it into the file .pgpass in your home folder instead; PostgreSQL&apos;s manual says how.</source>
        <translation>Omettez le mot de passe : tout le monde sur cet ordinateur pourrait l’y lire. Écrivez-le plutôt dans le fichier .pgpass de votre dossier personnel ; le manuel de PostgreSQL dit comment.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamCatalogue</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Le dossier %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>This model answers searches until the library&apos;s pictures are encoded with the other one. Remove it then.</source>
        <translation>Ce modèle répond aux recherches jusqu’à ce que les images de la bibliothèque soient encodées avec l’autre. Supprimez-le ensuite.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamDatabase</name>
    <message>
        <source>The library has vectors of the model %1 that are of another length.</source>
        <translation>La bibliothèque a des vecteurs du modèle %1 d’une autre longueur.</translation>
    </message>
    <message>
        <source>The library has no vectors of the model %1.</source>
        <translation>La bibliothèque n’a pas de vecteurs du modèle %1.</translation>
    </message>
    <message>
        <source>The model was removed from the library meanwhile.</source>
        <translation>Le modèle a été retiré de la bibliothèque entre-temps.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamError</name>
    <message>
        <source>The database did not accept the user&apos;s name or password. Check the name in the connection and the password in your .pgpass.</source>
        <translation>La base de données n’a pas accepté le nom ou le mot de passe. Vérifiez le nom dans la connexion et le mot de passe dans votre .pgpass.</translation>
    </message>
    <message>
        <source>The server has no database of this name. Ask its administrator to make one.</source>
        <translation>Le serveur n’a pas de base de données de ce nom. Demandez à son administrateur d’en créer une.</translation>
    </message>
    <message>
        <source>You may not do this in the team library. Ask its administrator.</source>
        <translation>Vous n’en avez pas le droit dans la bibliothèque d’équipe. Adressez-vous à son administrateur.</translation>
    </message>
    <message>
        <source>The database server takes no changes at present. What is there can be searched.</source>
        <translation>Le serveur de base de données n’accepte pas de modifications pour le moment. Ce qui s’y trouve peut être recherché.</translation>
    </message>
    <message>
        <source>The server lacks the extension pgvector. Ask its administrator to install it (version 0.8 or newer).</source>
        <translation>L’extension pgvector manque sur le serveur. Demandez à son administrateur de l’installer (version 0.8 ou plus récente).</translation>
    </message>
    <message>
        <source>The server lacks something that a team library needs, most likely the extension pgvector (version 0.8 or newer). Ask its administrator to install it.</source>
        <translation>Il manque au serveur quelque chose dont une bibliothèque d’équipe a besoin, très probablement l’extension pgvector (version 0.8 ou plus récente). Demandez à son administrateur de l’installer.</translation>
    </message>
    <message>
        <source>The database server&apos;s disk is full. Ask its administrator to make room.</source>
        <translation>Le disque du serveur de base de données est plein. Demandez à son administrateur de faire de la place.</translation>
    </message>
    <message>
        <source>The database server is out of memory. Try again later.</source>
        <translation>Le serveur de base de données n’a plus de mémoire. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The database server has too many visitors at present. Try again later.</source>
        <translation>Le serveur de base de données a trop de visiteurs pour le moment. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The database server did not answer in time. Try again later.</source>
        <translation>Le serveur de base de données n’a pas répondu à temps. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>Somebody else is changing the team library. Try again later.</source>
        <translation>Quelqu’un d’autre modifie la bibliothèque d’équipe. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The database server is starting or stopping. Try again later.</source>
        <translation>Le serveur de base de données démarre ou s’arrête. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The database server does not answer. Check the network and whether the server runs, then try again.</source>
        <translation>Le serveur de base de données ne répond pas. Vérifiez le réseau et si le serveur fonctionne, puis réessayez.</translation>
    </message>
    <message>
        <source>The database server reports damaged data. Ask its administrator.</source>
        <translation>Le serveur de base de données signale des données endommagées. Adressez-vous à son administrateur.</translation>
    </message>
    <message>
        <source>The database server&apos;s answer makes no sense. Is this the right database?</source>
        <translation>La réponse du serveur de base de données n’a pas de sens. Est-ce la bonne base de données ?</translation>
    </message>
    <message>
        <source>The database server could not do what was asked of it.</source>
        <translation>Le serveur de base de données n’a pas pu faire ce qui lui était demandé.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamLogin</name>
    <message>
        <source>There is not enough memory to connect.</source>
        <translation>Il n’y a pas assez de mémoire pour se connecter.</translation>
    </message>
    <message>
        <source>The database asks for a password. Write it into the file .pgpass in your home folder; PostgreSQL&apos;s manual says how.</source>
        <translation>La base de données demande un mot de passe. Écrivez-le dans le fichier .pgpass de votre dossier personnel ; le manuel de PostgreSQL dit comment.</translation>
    </message>
    <message>
        <source>The database server offers no encryption that can be trusted, and what leaves this computer must be encrypted. Ask its administrator to turn TLS on.</source>
        <translation>Le serveur de base de données n’offre pas de chiffrement digne de confiance, et ce qui quitte cet ordinateur doit être chiffré. Demandez à son administrateur d’activer TLS.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamRoots</name>
    <message>
        <source>The folder is not in the library any more.</source>
        <translation>Le dossier n’est plus dans la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 lies in %2 or holds it: it cannot be the same folder at a new place.</source>
        <translation>%1 se trouve dans %2 ou le contient : ce ne peut pas être le même dossier à un nouvel endroit.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamSchema</name>
    <message>
        <source>The database server is PostgreSQL %1, and a team library needs version 15 or newer. Ask its administrator to update it.</source>
        <translation>Le serveur de base de données est PostgreSQL %1, et une bibliothèque d’équipe a besoin de la version 15 ou plus récente. Demandez à son administrateur de le mettre à jour.</translation>
    </message>
    <message>
        <source>The database server lacks the extension pgvector. Ask its administrator to install it (version 0.8 or newer).</source>
        <translation>L’extension pgvector manque sur le serveur de base de données. Demandez à son administrateur de l’installer (version 0.8 ou plus récente).</translation>
    </message>
    <message>
        <source>The database has version %1 of the extension pgvector, and a team library needs 0.8 or newer. Ask its administrator to update it (ALTER EXTENSION vector UPDATE).</source>
        <translation>La base de données a la version %1 de l’extension pgvector, et une bibliothèque d’équipe a besoin de la 0.8 ou plus récente. Demandez à son administrateur de la mettre à jour (ALTER EXTENSION vector UPDATE).</translation>
    </message>
    <message>
        <source>You may not add the extension pgvector to this database. Ask the server&apos;s administrator to do it (CREATE EXTENSION vector).</source>
        <translation>Vous n’avez pas le droit d’ajouter l’extension pgvector à cette base de données. Demandez-le à l’administrateur du serveur (CREATE EXTENSION vector).</translation>
    </message>
    <message>
        <source>The database holds something that is called semblance and is no team library. Choose another database.</source>
        <translation>La base de données contient quelque chose qui s’appelle semblance et qui n’est pas une bibliothèque d’équipe. Choisissez une autre base de données.</translation>
    </message>
    <message>
        <source>The team library was made or updated by a newer version of Semblance. Update Semblance on this computer to open it.</source>
        <translation>La bibliothèque d’équipe a été créée ou mise à jour par une version plus récente de Semblance. Mettez Semblance à jour sur cet ordinateur pour l’ouvrir.</translation>
    </message>
    <message>
        <source>There is no team library in this database. Its administrator makes one with &quot;semblance-cli team init&quot;.</source>
        <translation>Il n’y a pas de bibliothèque d’équipe dans cette base de données. Son administrateur en crée une avec « semblance-cli team init ».</translation>
    </message>
    <message>
        <source>The team library was made by an older version of Semblance. Its administrator updates it with &quot;semblance-cli team init&quot;; nothing is lost by it.</source>
        <translation>La bibliothèque d’équipe a été créée par une version plus ancienne de Semblance. Son administrateur la met à jour avec « semblance-cli team init » ; rien n’est perdu.</translation>
    </message>
</context>
<context>
    <name>semblance::TeamWriter</name>
    <message>
        <source>The vector of %1 does not fit the library&apos;s model.</source>
        <translation>Le vecteur de %1 ne correspond pas au modèle de la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 has no content key.</source>
        <translation>%1 n’a pas de clé de contenu.</translation>
    </message>
    <message>
        <source>The library uses this model. Change to another model first.</source>
        <translation>La bibliothèque utilise ce modèle. Passez d’abord à un autre.</translation>
    </message>
</context>
<context>
    <name>semblance::TermChip</name>
    <message>
        <source>Without %1</source>
        <translation>Sans %1</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Seulement %1</translation>
    </message>
    <message>
        <source>More like %1</source>
        <translation>Plus comme %1</translation>
    </message>
    <message>
        <source>Less like %1</source>
        <translation>Moins comme %1</translation>
    </message>
    <message>
        <source>More and less like: %1</source>
        <translation>Plus et moins comme&#xa0;: %1</translation>
    </message>
    <message>
        <source>Click to look for it instead. The wheel, or Ctrl+Up and Ctrl+Down, changes how strongly it is avoided.</source>
        <translation>Cliquez pour le rechercher au contraire. La molette, ou Ctrl+Haut et Ctrl+Bas, règle la force avec laquelle il est évité.</translation>
    </message>
    <message>
        <source>Click to edit it.</source>
        <translation>Cliquez pour le modifier.</translation>
    </message>
    <message>
        <source>Click for less like it instead.</source>
        <translation>Cliquez pour demander moins d’images de ce genre.</translation>
    </message>
    <message>
        <source>Click for more like it instead.</source>
        <translation>Cliquez pour demander plus d’images de ce genre.</translation>
    </message>
    <message>
        <source>Click to see them.</source>
        <translation>Cliquez pour les voir.</translation>
    </message>
    <message>
        <source>Strength %1. </source>
        <translation>Force %1. </translation>
    </message>
</context>
<context>
    <name>semblance::TermChips</name>
    <message>
        <source>a picture</source>
        <translation>une image</translation>
    </message>
</context>
<context>
    <name>semblance::TextBar</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Reading text is paused: %1</source>
        <translation>Lecture du texte en pause&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reading text waits for mains power: %1</source>
        <translation>La lecture du texte attend le secteur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reading text in pictures: %1</source>
        <translation>Lecture du texte dans les images&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 par seconde</translation>
    </message>
    <message>
        <source>Reading text</source>
        <translation>Lecture du texte</translation>
    </message>
    <message>
        <source>Progress of reading text</source>
        <translation>Progression de la lecture du texte</translation>
    </message>
    <message>
        <source>Resume reading text</source>
        <translation>Reprendre la lecture du texte</translation>
    </message>
    <message>
        <source>Pause reading text</source>
        <translation>Suspendre la lecture du texte</translation>
    </message>
</context>
<context>
    <name>semblance::TextKeeper</name>
    <message>
        <source>Text in pictures cannot be read: no language data are installed. Install Tesseract&apos;s for your languages (on Debian and Ubuntu tesseract-ocr-eng, tesseract-ocr-deu and so on), then start Semblance again.</source>
        <translation>Impossible de lire le texte dans les images&#xa0;: aucune donnée de langue n’est installée. Installez celles de Tesseract pour vos langues (sous Debian et Ubuntu, tesseract-ocr-eng, tesseract-ocr-fra, etc.), puis redémarrez Semblance.</translation>
    </message>
</context>
<context>
    <name>semblance::TextRecognizer</name>
    <message>
        <source>The language data in %1 cannot be used. Install them again.</source>
        <translation>Les données de langue dans %1 sont inutilisables. Réinstallez-les.</translation>
    </message>
    <message>
        <source>The text in the picture could not be read.</source>
        <translation>Le texte dans l’image n’a pas pu être lu.</translation>
    </message>
</context>
<context>
    <name>semblance::TextSetting</name>
    <message>
        <source>&amp;Read the text in pictures</source>
        <translation>&amp;Lire le texte dans les images</translation>
    </message>
    <message>
        <source>Text in pictures</source>
        <translation>Texte dans les images</translation>
    </message>
    <message>
        <source>Read the text in pictures</source>
        <translation>Lire le texte dans les images</translation>
    </message>
    <message>
        <source>Screenshots and documents are read while nothing is indexed, never on battery, so that words in quotes find them. What was read already stays</source>
        <translation>Les captures d’écran et les documents sont lus lorsque rien n’est indexé, jamais sur batterie, afin que des mots entre guillemets les trouvent. Ce qui a déjà été lu est conservé</translation>
    </message>
    <message>
        <source>Languages that are read</source>
        <translation>Langues lues</translation>
    </message>
    <message>
        <source>Text cannot be read: no language data are installed. Install Tesseract’s for your languages (on Debian and Ubuntu tesseract-ocr-eng and so on).</source>
        <translation>Impossible de lire le texte&#xa0;: aucune donnée de langue n’est installée. Installez celles de Tesseract pour vos langues (sous Debian et Ubuntu, tesseract-ocr-fra, etc.).</translation>
    </message>
    <message>
        <source>Read are: %1.</source>
        <translation>Langues lues&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>semblance::TextTuning</name>
    <message>
        <source>The field &quot;lastLayers&quot; is %1, but the text tower has %2 layers.</source>
        <translation>Le champ «&#xa0;lastLayers&#xa0;» vaut %1, mais la tour de texte a %2 couches.</translation>
    </message>
    <message>
        <source>The tuned part %1 does not say how it was tuned. Get the model again.</source>
        <translation>La partie ajustée %1 n’indique pas comment elle a été ajustée. Procurez-vous à nouveau le modèle.</translation>
    </message>
</context>
<context>
    <name>semblance::Thumbnails</name>
    <message>
        <source>A thumbnail of the picture could not be made.</source>
        <translation>Une vignette de l’image n’a pas pu être créée.</translation>
    </message>
</context>
<context>
    <name>semblance::TileButtons</name>
    <message>
        <source>More like this (M)</source>
        <translation>Plus comme celle-ci (M)</translation>
    </message>
    <message>
        <source>Less like this (Shift+M)</source>
        <translation>Moins comme celle-ci (Maj+M)</translation>
    </message>
</context>
<context>
    <name>semblance::TorchFile</name>
    <message>
        <source>its end is missing</source>
        <translation>la fin manque</translation>
    </message>
    <message>
        <source>it claims %1 entries</source>
        <translation>il annonce %1 entrées</translation>
    </message>
    <message>
        <source>its list of entries is cut off</source>
        <translation>sa liste d’entrées est tronquée</translation>
    </message>
    <message>
        <source>%1 in it is compressed</source>
        <translation>%1 y est compressé</translation>
    </message>
    <message>
        <source>%1 in it is not where it should be</source>
        <translation>%1 n’y est pas à sa place</translation>
    </message>
    <message>
        <source>The weight file %1 asks for %2 to be called when it is opened. Weights need no such thing, and it could be any program, so Semblance does not open it. Get the model as model.safetensors.</source>
        <translation>Le fichier de poids %1 demande l’appel de %2 à son ouverture. Des poids n’ont besoin de rien de tel, et il pourrait s’agir de n’importe quel programme&#xa0;; Semblance ne l’ouvre donc pas. Procurez-vous le modèle sous forme de model.safetensors.</translation>
    </message>
    <message>
        <source>it is a zip file, but not one of PyTorch&apos;s</source>
        <translation>c’est un fichier zip, mais pas de PyTorch</translation>
    </message>
    <message>
        <source>The file %1 is a program (TorchScript), not weights alone. Get the model as model.safetensors or pytorch_model.bin.</source>
        <translation>Le fichier %1 est un programme (TorchScript), et non de simples poids. Procurez-vous le modèle sous forme de model.safetensors ou de pytorch_model.bin.</translation>
    </message>
    <message>
        <source>its numbers are big-endian</source>
        <translation>ses nombres sont gros-boutistes (big-endian)</translation>
    </message>
    <message>
        <source>its numbers are cut off</source>
        <translation>ses nombres sont tronqués</translation>
    </message>
    <message>
        <source>tensor %1 of shape %2 reaches beyond the numbers it has; it may be truncated</source>
        <translation>le tenseur %1 de forme %2 dépasse les nombres dont il dispose&#xa0;; le fichier est peut-être tronqué</translation>
    </message>
    <message>
        <source>its tensors have more numbers than it</source>
        <translation>ses tenseurs ont plus de nombres que lui</translation>
    </message>
    <message>
        <source>its description of the tensors makes no sense</source>
        <translation>sa description des tenseurs n’a pas de sens</translation>
    </message>
    <message>
        <source>its description of the tensors is cut off or too long</source>
        <translation>sa description des tenseurs est tronquée ou trop longue</translation>
    </message>
    <message>
        <source>its description of the tensors is of a newer format</source>
        <translation>sa description des tenseurs est d’un format plus récent</translation>
    </message>
    <message>
        <source>its description of the tensors has the unknown sign %1</source>
        <translation>sa description des tenseurs contient le signe inconnu %1</translation>
    </message>
</context>
<context>
    <name>semblance::TwoTowerTokenizer</name>
    <message>
        <source>The vocabulary %1 cannot be read. Get the model again.</source>
        <translation>Impossible de lire le vocabulaire %1. Procurez-vous à nouveau le modèle.</translation>
    </message>
    <message>
        <source>This model reads with two text towers: a picture becomes an even number of words, not %1.</source>
        <translation>Ce modèle lit avec deux tours de texte&#xa0;: une image devient un nombre pair de mots, et non %1.</translation>
    </message>
    <message>
        <source>The words before the picture&apos;s place are too many for this model.</source>
        <translation>Il y a trop de mots avant la place de l’image pour ce modèle.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorBatch</name>
    <message>
        <source>The engine&apos;s answer does not fit the pictures it was given. Start the indexing again.</source>
        <translation>La réponse du moteur ne correspond pas aux images qui lui ont été fournies. Relancez l’indexation.</translation>
    </message>
    <message>
        <source>This picture makes the search engine fail. It is left out until it changes.</source>
        <translation>Cette image fait échouer le moteur de recherche. Elle est laissée de côté jusqu’à ce qu’elle change.</translation>
    </message>
    <message>
        <source>The search engine can make nothing of this picture. It is left out until it changes.</source>
        <translation>Le moteur de recherche ne peut rien tirer de cette image. Elle est laissée de côté jusqu’à ce qu’elle change.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorDatabase</name>
    <message>
        <source>%1 holds the vectors of another model. Move it to another folder, then index your folders again.</source>
        <translation>%1 contient les vecteurs d’un autre modèle. Déplacez-le dans un autre dossier, puis indexez à nouveau vos dossiers.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Il n’y a pas de fichier %1.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorMatrix</name>
    <message>
        <source>A picture&apos;s vector is damaged and was left out of the search.</source>
        <translation>Le vecteur d’une image est endommagé et a été exclu de la recherche.</translation>
    </message>
</context>
<context>
    <name>semblance::VectorSearch</name>
    <message>
        <source>The query does not fit the index. Please report this mistake.</source>
        <translation>La requête ne correspond pas à l’index. Merci de signaler cette erreur.</translation>
    </message>
</context>
<context>
    <name>semblance::VideoInput</name>
    <message>
        <source>There is no video in the file.</source>
        <translation>Le fichier ne contient aucune vidéo.</translation>
    </message>
</context>
<context>
    <name>semblance::VideoMark</name>
    <message>
        <source>video</source>
        <translation>vidéo</translation>
    </message>
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
            <numerusform>%n seconde</numerusform>
            <numerusform>%n secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>video, %1</source>
        <translation>vidéo, %1</translation>
    </message>
</context>
<context>
    <name>semblance::ViewerPage</name>
    <message>
        <source>Large view</source>
        <translation>Vue agrandie</translation>
    </message>
    <message>
        <source>State of the large view</source>
        <translation>État de la vue agrandie</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Back to the grid</source>
        <translation>Retour à la grille</translation>
    </message>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>Retour à la grille (Échap)</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>Previous picture (Left)</source>
        <translation>Image précédente (Gauche)</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Image suivante</translation>
    </message>
    <message>
        <source>Next picture (Right)</source>
        <translation>Image suivante (Droite)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Zoom arrière (-)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Zoom avant (+)</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>Ajuster à la fenêtre</translation>
    </message>
    <message>
        <source>Fit into the window (0)</source>
        <translation>Ajuster à la fenêtre (0)</translation>
    </message>
    <message>
        <source>Use a part as reference</source>
        <translation>Utiliser une partie comme référence</translation>
    </message>
    <message>
        <source>Find pictures like a part of this one (Ctrl+Shift+Enter)</source>
        <translation>Trouver des images comme une partie de celle-ci (Ctrl+Maj+Entrée)</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Utiliser comme référence</translation>
    </message>
    <message>
        <source>Find pictures like this one (Enter)</source>
        <translation>Trouver des images comme celle-ci (Entrée)</translation>
    </message>
    <message>
        <source>Play the video</source>
        <translation>Lire la vidéo</translation>
    </message>
    <message>
        <source>Open the video in your player (Enter)</source>
        <translation>Ouvrir la vidéo dans votre lecteur (Entrée)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Nom du fichier</translation>
    </message>
    <message>
        <source>Facts about the picture</source>
        <translation>Informations sur l’image</translation>
    </message>
    <message>
        <source>Place in the list</source>
        <translation>Position dans la liste</translation>
    </message>
    <message>
        <source>Pictures like this one</source>
        <translation>Images comme celle-ci</translation>
    </message>
    <message>
        <source>Show them in the grid</source>
        <translation>Les afficher dans la grille</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Tools of the large view</source>
        <translation>Outils de la vue agrandie</translation>
    </message>
    <message>
        <source>Drag over the part that counts, or draw it with the arrow keys and Enter.</source>
        <translation>Faites glisser sur la partie qui compte, ou tracez-la avec les touches fléchées et Entrée.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>“%1” lies on a disk that is not connected. Plug it in to see the picture large.</source>
        <translation>«&#xa0;%1&#xa0;» se trouve sur un disque qui n’est pas connecté. Branchez-le pour voir l’image en grand.</translation>
    </message>
    <message>
        <source>Ground: what the picture stands out from</source>
        <translation>Fond&#xa0;: ce sur quoi l’image se détache</translation>
    </message>
    <message>
        <source>Ground: light</source>
        <translation>Fond&#xa0;: clair</translation>
    </message>
    <message>
        <source>Ground: dark</source>
        <translation>Fond&#xa0;: sombre</translation>
    </message>
    <message>
        <source>Ground: checks</source>
        <translation>Fond&#xa0;: damier</translation>
    </message>
    <message>
        <source>Find pictures like this frame</source>
        <translation>Trouver des images comme ce plan de la vidéo</translation>
    </message>
    <message>
        <source>Large picture %1</source>
        <translation>Image agrandie %1</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Chargement…</translation>
    </message>
</context>
<context>
    <name>semblance::Volume</name>
    <message>
        <source>The folder %1 is not there. Check its name and that its disk is plugged in.</source>
        <translation>Le dossier %1 est introuvable. Vérifiez son nom et que son disque est branché.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Choose the folder that holds it.</source>
        <translation>%1 n’est pas un dossier. Choisissez le dossier qui le contient.</translation>
    </message>
    <message>
        <source>You may not read the folder %1. Check its permissions.</source>
        <translation>Vous n’avez pas le droit de lire le dossier %1. Vérifiez ses autorisations.</translation>
    </message>
</context>
<context>
    <name>semblance::Walk</name>
    <message>
        <source>The folder %1 cannot be read. Check its permissions and its disk.</source>
        <translation>Impossible de lire le dossier %1. Vérifiez ses autorisations et son disque.</translation>
    </message>
    <message>
        <source>The name %1 is not valid Unicode. Rename it to have it indexed.</source>
        <translation>Le nom %1 n’est pas de l’Unicode valide. Renommez-le pour qu’il soit indexé.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Check that it is there and that you may read it.</source>
        <translation>Impossible de lire %1. Vérifiez qu’il est présent et que vous avez le droit de le lire.</translation>
    </message>
</context>
<context>
    <name>semblance::WeightReader</name>
    <message>
        <source>In the weight file %1 the tensor %2 holds %3, which are no weights.</source>
        <translation>Dans le fichier de poids %1, le tenseur %2 contient %3, ce qui n’est pas un type de poids.</translation>
    </message>
</context>
<context>
    <name>semblance::WelcomeStrip</name>
    <message>
        <source>First steps</source>
        <translation>Premiers pas</translation>
    </message>
    <message>
        <source>Find a picture by another picture, and what should be different</source>
        <translation>Trouvez une image à partir d’une autre, et de ce qui doit changer</translation>
    </message>
    <message>
        <source>Try it on the demo pictures (the model reads English):</source>
        <translation>Essayez sur les images de démonstration (le modèle lit l’anglais)&#xa0;:</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Add a folder of your own pictures</source>
        <translation>Ajouter un dossier de vos propres images</translation>
    </message>
    <message>
        <source>Add a folder of your own pictures (Ctrl+Shift+O)</source>
        <translation>Ajouter un dossier de vos propres images (Ctrl+Maj+O)</translation>
    </message>
    <message>
        <source>Close the first steps</source>
        <translation>Fermer les premiers pas</translation>
    </message>
    <message>
        <source>Close; the examples stay in the Search menu</source>
        <translation>Fermer&#xa0;; les exemples restent dans le menu Recherche</translation>
    </message>
    <message>
        <source>Add the pictures in %1. They are only read, never changed</source>
        <translation>Ajouter les images de %1. Elles sont seulement lues, jamais modifiées</translation>
    </message>
</context>
<context>
    <name>semblance::WordPieceModel</name>
    <message>
        <source>The vocabulary %1 cannot be read. Get the model again.</source>
        <translation>Impossible de lire le vocabulaire %1. Procurez-vous à nouveau le modèle.</translation>
    </message>
</context>
<context>
    <name>semblance::Wording</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>moins d’une minute restante</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>environ %n minute restante</numerusform>
            <numerusform>environ %n minutes restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>environ %n heure restante</numerusform>
            <numerusform>environ %n heures restantes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Paused: on battery</source>
        <translation>En pause&#xa0;: sur batterie</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>En pause&#xa0;: %1</translation>
    </message>
    <message>
        <source>Looking for pictures: %1 found</source>
        <translation>Recherche d’images&#xa0;: %1 trouvées</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Recherche d’images…</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Finalisation…</translation>
    </message>
    <message>
        <source>Reading pictures: %1</source>
        <translation>Lecture des images&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 par seconde</translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %Ln picture(s) were added; the rest is read when the folder is rescanned.</source>
        <translation>
            <numerusform>Arrêté. %Ln image a été ajoutée&#xa0;; le reste sera lu lorsque le dossier sera analysé à nouveau.</numerusform>
            <numerusform>Arrêté. %Ln images ont été ajoutées&#xa0;; le reste sera lu lorsque le dossier sera analysé à nouveau.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library is up to date.</source>
        <translation>La bibliothèque est à jour.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) added or brought up to date.</source>
        <translation>
            <numerusform>%Ln image ajoutée ou mise à jour.</numerusform>
            <numerusform>%Ln images ajoutées ou mises à jour.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>%Ln fichier n’a pas pu être lu.</numerusform>
            <numerusform>%Ln fichiers n’ont pas pu être lus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A disk went in the middle: %Ln picture(s) are still to be read when it is back.</source>
        <translation>
            <numerusform>Un disque a été retiré en cours de route&#xa0;: %Ln image reste à lire à son retour.</numerusform>
            <numerusform>Un disque a été retiré en cours de route&#xa0;: %Ln images restent à lire à son retour.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library is in order again.</source>
        <translation>La bibliothèque est de nouveau en ordre.</translation>
    </message>
    <message>
        <source>The library is mended, and nothing was lost.</source>
        <translation>La bibliothèque est réparée et rien n’a été perdu.</translation>
    </message>
    <message>
        <source>The library is restored as it was on %1. Rescan your folders: what came later is read again.</source>
        <translation>La bibliothèque est restaurée dans son état du %1. Analysez à nouveau vos dossiers&#xa0;: ce qui est venu ensuite sera relu.</translation>
    </message>
    <message>
        <source>What could be read of the library is kept. Rescan your folders: the rest is read again.</source>
        <translation>Ce qui a pu être lu de la bibliothèque est conservé. Analysez à nouveau vos dossiers&#xa0;: le reste sera relu.</translation>
    </message>
    <message>
        <source>Nothing of the library could be read. Add your folders again.</source>
        <translation>Rien n’a pu être lu de la bibliothèque. Ajoutez à nouveau vos dossiers.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) to folders are not followed.</source>
        <translation>
            <numerusform>%Ln lien vers un dossier n’est pas suivi.</numerusform>
            <numerusform>%Ln liens vers des dossiers ne sont pas suivis.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are kept in a cloud and left alone.</source>
        <translation>
            <numerusform>%Ln image est conservée dans un cloud et laissée telle quelle.</numerusform>
            <numerusform>%Ln images sont conservées dans un cloud et laissées telles quelles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are saved in %1 (%2).</source>
        <translation>
            <numerusform>%Ln image est enregistrée dans %1 (%2).</numerusform>
            <numerusform>%Ln images sont enregistrées dans %1 (%2).</numerusform>
        </translation>
    </message>
    <message>
        <source>This library knew all of it already.</source>
        <translation>Cette bibliothèque connaissait déjà tout cela.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) were added.</source>
        <translation>
            <numerusform>%Ln image a été ajoutée.</numerusform>
            <numerusform>%Ln images ont été ajoutées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More is known now of %Ln picture(s).</source>
        <translation>
            <numerusform>On en sait désormais plus sur %Ln image.</numerusform>
            <numerusform>On en sait désormais plus sur %Ln images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved search(es) came along.</source>
        <translation>
            <numerusform>%Ln recherche enregistrée a été reprise.</numerusform>
            <numerusform>%Ln recherches enregistrées ont été reprises.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln collection(s) came along.</source>
        <translation>
            <numerusform>%Ln collection a été reprise.</numerusform>
            <numerusform>%Ln collections ont été reprises.</numerusform>
        </translation>
    </message>
</context>
</TS>
