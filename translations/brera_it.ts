<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it_IT">
    <context>
        <name>NetworkInspector</name>
        <message>
            <source>Refused: %1. A network can run as a program; if you know where this file comes from, trust it below.</source>
            <translation>Rifiutata: %1. Una rete può agire come un programma; se sai da dove viene questo file, dichiaralo fidato qui sotto.</translation>
        </message>
    </context>
    <context>
        <name>QDockWidget</name>
        <message>
            <source>A window of its own, or back</source>
            <translation>Una finestra a parte, o di nuovo qui</translation>
        </message>
        <message>
            <source>Close; the menu “Panels” brings it back</source>
            <translation>Chiudi; il menu «Pannelli» lo riporta</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::AblationJobs</name>
        <message>
            <source>Measuring importances</source>
            <translation>Misura delle importanze</translation>
        </message>
        <message>
            <source>Importances are measured; cards can be sorted by them</source>
            <translation>Le importanze sono misurate; le schede si possono ordinare secondo esse</translation>
        </message>
        <message>
            <source>Measuring a curve</source>
            <translation>Misura di una curva</translation>
        </message>
        <message>
            <source>The curve “%1” is finished</source>
            <translation>La curva «%1» è completa</translation>
        </message>
        <message>
            <source>Text units</source>
            <translation>Unità del testo</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::AblationSession</name>
        <message>
            <source>The project's images have no labels, so there is no accuracy to watch. Add an evaluation set whose folders are named as classes.</source>
            <translation>Le immagini del progetto non hanno etichette, quindi non c'è accuratezza da osservare. Aggiungi un insieme di valutazione con cartelle che portano i nomi delle classi.</translation>
        </message>
        <message>
            <source>%1 was removed from this network before; it stays off.</source>
            <translation>%1 era già stata rimossa da questa rete; resta spenta.</translation>
        </message>
        <message>
            <source>switching %1 off</source>
            <translation>spegnere %1</translation>
        </message>
        <message>
            <source>switching %1 on</source>
            <translation>riaccendere %1</translation>
        </message>
        <message>
            <source>opening the network…</source>
            <translation>apertura della rete…</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::Application</name>
        <message>
            <source>Something went wrong: %1</source>
            <translation>Qualcosa è andato storto: %1</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CheatSheet</name>
        <message>
            <source>The menu</source>
            <translation>Il menu</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>Ricerca</translation>
        </message>
        <message>
            <source>Search descriptions</source>
            <translation>Cerca nelle descrizioni</translation>
        </message>
        <message>
            <source>On to the units found</source>
            <translation>Alle unità trovate</translation>
        </message>
        <message>
            <source>Back to the layers</source>
            <translation>Torna ai livelli</translation>
        </message>
        <message>
            <source>Either word; also AND, NOT, ( )</source>
            <translation>Una delle due parole; anche AND, NOT, ( )</translation>
        </message>
        <message>
            <source>These words in a row</source>
            <translation>Queste parole di seguito</translation>
        </message>
        <message>
            <source>Words that begin so</source>
            <translation>Parole che cominciano così</translation>
        </message>
        <message>
            <source>All words of that kind</source>
            <translation>Tutte le parole di quel genere</translation>
        </message>
        <message>
            <source>In this layer alone</source>
            <translation>Solo in questo livello</translation>
        </message>
        <message>
            <source>With this tag</source>
            <translation>Con questo tag</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unità</translation>
        </message>
        <message>
            <source>From card to card</source>
            <translation>Di scheda in scheda</translation>
        </message>
        <message>
            <source>To the first, the last</source>
            <translation>Alla prima, all'ultima</translation>
        </message>
        <message>
            <source>Show an exemplar alone</source>
            <translation>Mostra un esemplare da solo</translation>
        </message>
        <message>
            <source>From exemplar to exemplar</source>
            <translation>Di esemplare in esemplare</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Verdicts</source>
            <translation>Verdetti</translation>
        </message>
        <message>
            <source>Confirm the chosen units</source>
            <translation>Conferma le unità scelte</translation>
        </message>
        <message>
            <source>Reject them</source>
            <translation>Respingile</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Incerto</translation>
        </message>
        <message>
            <source>Take the verdict back</source>
            <translation>Ritira il verdetto</translation>
        </message>
        <message>
            <source>Switch the chosen units off or on</source>
            <translation>Spegni o accendi le unità scelte</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Scorciatoie</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Pages of the project</source>
            <translation>Pagine del progetto</translation>
        </message>
        <message>
            <source>More units like this one</source>
            <translation>Altre unità come questa</translation>
        </message>
        <message>
            <source>Probe the exemplar that is shown</source>
            <translation>Sonda l'esemplare mostrato</translation>
        </message>
        <message>
            <source>Probing</source>
            <translation>Sondaggio</translation>
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation>Più grande, più piccolo</translation>
        </message>
        <message>
            <source>Take it away</source>
            <translation>Togli</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>Confronto</translation>
        </message>
        <message>
            <source>This network's unit, the other's</source>
            <translation>L'unità di questa rete, dell'altra</translation>
        </message>
        <message>
            <source>Show it in its gallery</source>
            <translation>Mostra nella sua galleria</translation>
        </message>
        <message>
            <source>Move what was pasted</source>
            <translation>Sposta ciò che è incollato</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CommandLine</name>
        <message>
            <source>A gallery for the neurons of vision networks</source>
            <translation>Una galleria dei neuroni delle reti visive</translation>
        </message>
        <message>
            <source>A .brera file to open</source>
            <translation>Un file .brera da aprire</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>Apri la demo</translation>
        </message>
        <message>
            <source>light, dark or system</source>
            <translation>light, dark o system</translation>
        </message>
        <message>
            <source>Settings file in place of your own</source>
            <translation>File delle impostazioni al posto del tuo</translation>
        </message>
        <message>
            <source>Write the window to a PNG once everything in it is drawn, and end</source>
            <translation>Scrivi la finestra in un PNG appena tutto è disegnato, e termina</translation>
        </message>
        <message>
            <source>What the screenshot shows: start, new, gallery, inspector, exemplar, describe, probe, ablation or compare</source>
            <translation>Che cosa mostra la schermata: start, new, gallery, inspector, exemplar, describe, probe, ablation o compare</translation>
        </message>
        <message>
            <source>Size of the window</source>
            <translation>Dimensioni della finestra</translation>
        </message>
        <message>
            <source>A .brera file to compare the project with</source>
            <translation>Un file .brera con cui confrontare il progetto</translation>
        </message>
        <message>
            <source>An image to probe with the project's network</source>
            <translation>Un'immagine da sondare con la rete del progetto</translation>
        </message>
        <message>
            <source>Words to search the project's descriptions for</source>
            <translation>Parole da cercare nelle descrizioni del progetto</translation>
        </message>
        <message>
            <source>en, it or zh_CN in place of the system's</source>
            <translation>en, it o zh_CN al posto della lingua del sistema</translation>
        </message>
        <message>
            <source>Measure opening, scrolling and searching the project, print JSON, and end</source>
            <translation>Misura apertura, scorrimento e ricerca del progetto, stampa JSON e termina</translation>
        </message>
        <message>
            <source>One project at a time: %1</source>
            <translation>Un progetto alla volta: %1</translation>
        </message>
        <message>
            <source>--theme is light, dark or system, not %1</source>
            <translation>--theme è light, dark o system, non %1</translation>
        </message>
        <message>
            <source>--bench needs a project to open</source>
            <translation>--bench ha bisogno di un progetto da aprire</translation>
        </message>
        <message>
            <source>--page is start, new, gallery, inspector, exemplar, describe, probe, ablation or compare, not %1</source>
            <translation>--page è start, new, gallery, inspector, exemplar, describe, probe, ablation o compare, non %1</translation>
        </message>
        <message>
            <source>--size is like 1440x900, not %1</source>
            <translation>--size è come 1440x900, non %1</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CompareSession</name>
        <message>
            <source>%1 is the project that is open. Choose another one, which a different network made of the same images.</source>
            <translation>%1 è il progetto aperto. Scegline un altro, fatto da un'altra rete con le stesse immagini.</translation>
        </message>
        <message>
            <source>Comparing with %1</source>
            <translation>Confronto con %1</translation>
        </message>
        <message>
            <source>Preparing the demo’s plain and blurred-faces networks</source>
            <translation>Preparo le reti dimostrative: normale e con volti sfocati</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CurveWork</name>
        <message>
            <source>by loss</source>
            <translation>per perdita</translation>
        </message>
        <message>
            <source>by accuracy</source>
            <translation>per accuratezza</translation>
        </message>
        <message>
            <source>in their own order</source>
            <translation>nel loro ordine</translation>
        </message>
        <message>
            <source>%1 a step</source>
            <translation>%1 a passo</translation>
        </message>
        <message>
            <source>beside %1 random orders of the same units</source>
            <translation>accanto a %1 ordini casuali delle stesse unità</translation>
        </message>
        <message>
            <source>and all units of the network %1</source>
            <translation>e tutte le unità della rete %1</translation>
        </message>
        <message>
            <source>means in their place</source>
            <translation>le medie al loro posto</translation>
        </message>
        <message>
            <source>zero in their place</source>
            <translation>zero al loro posto</translation>
        </message>
        <message>
            <source>There are no units to switch off.</source>
            <translation>Non ci sono unità da spegnere.</translation>
        </message>
        <message>
            <source>No description matches “%1”.</source>
            <translation>Nessuna descrizione corrisponde a «%1».</translation>
        </message>
        <message>
            <source>All units</source>
            <translation>Tutte le unità</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::DescribingController</name>
        <message numerus="yes">
            <source>%Ln unit(s) described</source>
            <translation>
                <numerusform>%Ln unità descritta</numerusform>
                <numerusform>%Ln unità descritte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without exemplars</source>
            <translation>
                <numerusform>%Ln senza esemplari</numerusform>
                <numerusform>%Ln senza esemplari</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::gui::DescriptionSession</name>
        <message>
            <source>This project can only be read.</source>
            <translation>Questo progetto si può solo leggere.</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::EditedNetwork</name>
        <message>
            <source>%1 %2 → %3</source>
            <translation>%1 %2 → %3</translation>
        </message>
        <message>
            <source>%1 removed; %2</source>
            <translation>%1 rimosse; %2</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::EvaluationSource</name>
        <message>
            <source>This project was made without a network; there is nothing to switch off.</source>
            <translation>Questo progetto è stato fatto senza una rete; non c'è nulla da spegnere.</translation>
        </message>
        <message>
            <source>The network %1 is not there any more. Put it back to switch units off.</source>
            <translation>La rete %1 non c'è più. Rimettila al suo posto per spegnere unità.</translation>
        </message>
        <message>
            <source>The network %1 has changed since the project was made. Make a new project of it to switch units off.</source>
            <translation>La rete %1 è cambiata da quando il progetto è stato fatto. Fanne un nuovo progetto per spegnere unità.</translation>
        </message>
        <message>
            <source>Without a class, and left out: %1</source>
            <translation>Senza classe, e lasciate fuori: %1</translation>
        </message>
        <message>
            <source>Units can be switched off once all images have been read.</source>
            <translation>Le unità si possono spegnere quando tutte le immagini sono state lette.</translation>
        </message>
        <message>
            <source>project images</source>
            <translation>immagini del progetto</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ExtractionController</name>
        <message>
            <source>Finding the images that each unit responds to. You may look at other projects meanwhile.</source>
            <translation>Ricerca delle immagini a cui ogni unità risponde. Intanto puoi guardare altri progetti.</translation>
        </message>
        <message>
            <source>Demo</source>
            <translation>Demo</translation>
        </message>
        <message>
            <source>Drawing the demo's images, finding what its network's units respond to and describing them.</source>
            <translation>Disegno delle immagini della demo, ricerca di ciò a cui rispondono le unità della sua rete e loro descrizione.</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::HeaderBar</name>
        <message>
            <source>To the start page</source>
            <translation>Alla pagina iniziale</translation>
        </message>
        <message>
            <source>Start page</source>
            <translation>Pagina iniziale</translation>
        </message>
        <message>
            <source>Search descriptions</source>
            <translation>Cerca nelle descrizioni</translation>
        </message>
        <message>
            <source>&lt;p&gt;Words, "phrases", begin*, AND, OR, NOT and brackets.&lt;/p&gt;&lt;p&gt;~animal also finds dogs and birds; layer:layer4 and tag:face look there alone.&lt;/p&gt;&lt;p&gt;Ctrl+F or / come here, Enter goes on to the units found, Esc leaves.&lt;/p&gt;</source>
            <translation>&lt;p&gt;Parole, "frasi", inizi*, AND, OR, NOT e parentesi.&lt;/p&gt;&lt;p&gt;~animal trova anche cani e uccelli; layer:layer4 e tag:face cercano solo lì.&lt;/p&gt;&lt;p&gt;Ctrl+F o / portano qui, Invio va alle unità trovate, Esc esce.&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Menu (F10)</source>
            <translation>Menu (F10)</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Rapporto</translation>
        </message>
        <message>
            <source>Write what is shown to a file for others (Ctrl+E)</source>
            <translation>Scrivi ciò che è mostrato in un file per altri (Ctrl+E)</translation>
        </message>
        <message>
            <source>Export report</source>
            <translation>Esporta rapporto</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::Language</name>
        <message>
            <source>As the system</source>
            <translation>Come il sistema</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::MainMenu</name>
        <message>
            <source>New project…</source>
            <translation>Nuovo progetto…</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>Apri progetto…</translation>
        </message>
        <message>
            <source>Close project</source>
            <translation>Chiudi progetto</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Ripeti</translation>
        </message>
        <message>
            <source>Describe units…</source>
            <translation>Descrivi le unità…</translation>
        </message>
        <message>
            <source>Ablation…</source>
            <translation>Ablazione…</translation>
        </message>
        <message>
            <source>Compare with…</source>
            <translation>Confronta con…</translation>
        </message>
        <message>
            <source>Probe a picture…</source>
            <translation>Sonda un'immagine…</translation>
        </message>
        <message>
            <source>Probe the copied picture</source>
            <translation>Sonda l'immagine copiata</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Scorciatoie</translation>
        </message>
        <message>
            <source>About Brera</source>
            <translation>Informazioni su Brera</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Esci</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aspetto</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Come il sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Chiaro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Scuro</translation>
        </message>
        <message>
            <source>&lt;h3&gt;Brera %1&lt;/h3&gt;&lt;p&gt;A gallery for the neurons of vision networks, after Hernandez et al., &lt;i&gt;Natural Language Descriptions of Deep Visual Features&lt;/i&gt;, ICLR 2022.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
            <translation>&lt;h3&gt;Brera %1&lt;/h3&gt;&lt;p&gt;Una galleria dei neuroni delle reti visive, secondo Hernandez et al., &lt;i&gt;Natural Language Descriptions of Deep Visual Features&lt;/i&gt;, ICLR 2022.&lt;/p&gt;&lt;p&gt;Software libero con licenza GNU General Public License, versione 3 o successiva.&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Export report…</source>
            <translation>Esporta rapporto…</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Lingua</translation>
        </message>
        <message>
            <source>Take back the last change</source>
            <translation>Annulla l'ultima modifica</translation>
        </message>
        <message>
            <source>Do it again after all</source>
            <translation>Ripeti comunque</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>Pannelli</translation>
        </message>
        <message>
            <source>Put all back</source>
            <translation>Rimetti tutti a posto</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::MainWindow</name>
        <message>
            <source>%1 was stopped; what is done is kept.</source>
            <translation>%1: fermato; ciò che è fatto resta.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>The images are no longer in %1. Pictures are missing until Brera knows where they are.</source>
            <translation>Le immagini non sono più in %1. Mancano finché Brera non sa dove sono.</translation>
        </message>
        <message>
            <source>Locate images…</source>
            <translation>Trova le immagini…</translation>
        </message>
        <message>
            <source>These results no longer match what they were made from: %1. A new project will have new results.</source>
            <translation>Questi risultati non corrispondono più a ciò da cui sono stati fatti: %1. Un nuovo progetto avrà risultati nuovi.</translation>
        </message>
        <message>
            <source>Open project</source>
            <translation>Apri progetto</translation>
        </message>
        <message>
            <source>Brera projects (*.brera)</source>
            <translation>Progetti Brera (*.brera)</translation>
        </message>
        <message>
            <source>%1 is ready.</source>
            <translation>%1 è pronto.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>This project can only be read: %1.</source>
            <translation>Questo progetto si può solo leggere: %1.</translation>
        </message>
        <message>
            <source>%1 of %2 images have been read. The work goes on from there.</source>
            <translation>%1 di %2 immagini sono state lette. Il lavoro riprende da lì.</translation>
        </message>
        <message>
            <source>No images have been read yet.</source>
            <translation>Nessuna immagine è stata ancora letta.</translation>
        </message>
        <message>
            <source>Not finished</source>
            <translation>Non finito</translation>
        </message>
        <message>
            <source>Another extraction is running.</source>
            <translation>Un'altra estrazione è in corso.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continua</translation>
        </message>
        <message>
            <source>Where are the images now?</source>
            <translation>Dove sono ora le immagini?</translation>
        </message>
        <message>
            <source>%1 is written: %2.</source>
            <translation>%1 è scritto: %2.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
        <message>
            <source>Switch off or on	A</source>
            <translation>Spegni o accendi	A</translation>
        </message>
        <message>
            <source>Switch all of this search off</source>
            <translation>Spegni tutta questa ricerca</translation>
        </message>
        <message>
            <source>Switch all of %1 off</source>
            <translation>Spegni tutto %1</translation>
        </message>
        <message>
            <source>clearing the tray</source>
            <translation>svuotare il vassoio</translation>
        </message>
        <message>
            <source>%1.</source>
            <translation>%1.</translation>
        </message>
        <message>
            <source>Importances have not been measured yet. “Curves and classes” below has them measured.</source>
            <translation>Le importanze non sono ancora misurate. «Curve e classi» qui sotto le fa misurare.</translation>
        </message>
        <message>
            <source>Exemplars are being found; this can be measured when that has ended.</source>
            <translation>Si stanno cercando gli esemplari; si potrà misurare quando ha finito.</translation>
        </message>
        <message>
            <source>Units are being described; this can be measured when that has ended.</source>
            <translation>Le unità vengono descritte; si potrà misurare quando ha finito.</translation>
        </message>
        <message>
            <source>Something is being measured already.</source>
            <translation>Si sta già misurando qualcosa.</translation>
        </message>
        <message>
            <source>%1-edited.pt</source>
            <translation>%1-modificata.pt</translation>
        </message>
        <message>
            <source>Save the edited network</source>
            <translation>Salva la rete modificata</translation>
        </message>
        <message>
            <source>TorchScript (*.pt *.ts)</source>
            <translation>TorchScript (*.pt *.ts)</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>Confronta con</translation>
        </message>
        <message>
            <source>Save figure</source>
            <translation>Salva figura</translation>
        </message>
        <message>
            <source>From the comparison with %1.</source>
            <translation>Dal confronto con %1.</translation>
        </message>
        <message>
            <source>Back to it</source>
            <translation>Tornaci</translation>
        </message>
        <message>
            <source>From the comparison of %1 with this project.</source>
            <translation>Dal confronto di %1 con questo progetto.</translation>
        </message>
        <message>
            <source>Demo captioner</source>
            <translation>Descrittore della demo</translation>
        </message>
        <message>
            <source>%1: %2.</source>
            <translation>%1: %2.</translation>
        </message>
        <message>
            <source>Exemplars are being found; units can be described when that has ended.</source>
            <translation>Si stanno cercando gli esemplari; le unità si potranno descrivere quando ha finito.</translation>
        </message>
        <message>
            <source>Units are being described already.</source>
            <translation>Le unità vengono già descritte.</translation>
        </message>
        <message>
            <source>Something is being measured; units can be described when that has ended.</source>
            <translation>Si sta misurando qualcosa; le unità si potranno descrivere quando ha finito.</translation>
        </message>
        <message>
            <source>Describing %1</source>
            <translation>Descrizione di %1</translation>
        </message>
        <message>
            <source>Something is being measured, which takes all there is of this computer. Wait for it, or cancel it above.</source>
            <translation>Si sta misurando qualcosa, e questo occupa tutto il computer. Aspetta, o annulla qui sopra.</translation>
        </message>
        <message>
            <source>Units are being described, which takes all there is of this computer. Wait for it, or cancel it above.</source>
            <translation>Le unità vengono descritte, e questo occupa tutto il computer. Aspetta, o annulla qui sopra.</translation>
        </message>
        <message>
            <source>Pictures can be probed once all of the project's images have been read.</source>
            <translation>Le immagini si possono sondare quando tutte quelle del progetto sono state lette.</translation>
        </message>
        <message>
            <source>Open a project first: its network looks at the picture.</source>
            <translation>Apri prima un progetto: è la sua rete a guardare l'immagine.</translation>
        </message>
        <message>
            <source>Choose the picture to cut from</source>
            <translation>Scegli l'immagine da cui ritagliare</translation>
        </message>
        <message>
            <source>Choose a picture to probe</source>
            <translation>Scegli un'immagine da sondare</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.pnm *.ppm *.pgm);;All files (*)</source>
            <translation>Immagini (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.pnm *.ppm *.pgm);;Tutti i file (*)</translation>
        </message>
        <message>
            <source>No picture has been copied; copy an image or an image file.</source>
            <translation>Nessuna immagine è stata copiata; copia un'immagine o un file d'immagine.</translation>
        </message>
        <message>
            <source>What was dropped or copied is no picture.</source>
            <translation>Ciò che è stato trascinato o copiato non è un'immagine.</translation>
        </message>
        <message>
            <source>verdict taken back</source>
            <translation>verdetto ritirato</translation>
        </message>
        <message>
            <source>verdict on %1</source>
            <translation>verdetto su %1</translation>
        </message>
        <message>
            <source>Verdicts are kept with a search for words; this list comes from one unit. Search for what the units should show.</source>
            <translation>I verdetti si conservano con una ricerca di parole; questo elenco viene da un'unità. Cerca ciò che le unità dovrebbero mostrare.</translation>
        </message>
        <message>
            <source>Save search</source>
            <translation>Salva ricerca</translation>
        </message>
        <message>
            <source>Name of this search and of the verdicts on what it finds:</source>
            <translation>Nome di questa ricerca e dei verdetti su ciò che trova:</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salva</translation>
        </message>
        <message>
            <source>Confirm	Y</source>
            <translation>Conferma	Y</translation>
        </message>
        <message>
            <source>Reject	N</source>
            <translation>Respingi	N</translation>
        </message>
        <message>
            <source>Unsure	U</source>
            <translation>Incerto	U</translation>
        </message>
        <message>
            <source>Take the verdict back	Del</source>
            <translation>Ritira il verdetto	Canc</translation>
        </message>
        <message>
            <source>Show in its layer</source>
            <translation>Mostra nel suo livello</translation>
        </message>
        <message>
            <source>The report could not be written: %1</source>
            <translation>Il rapporto non è stato scritto: %1</translation>
        </message>
        <message>
            <source>Comparison with %1</source>
            <translation>Confronto con %1</translation>
        </message>
        <message>
            <source>Audit: %1</source>
            <translation>Verifica: %1</translation>
        </message>
        <message>
            <source>Search: %1</source>
            <translation>Ricerca: %1</translation>
        </message>
        <message>
            <source>Layer %1</source>
            <translation>Livello %1</translation>
        </message>
        <message>
            <source>Brera speaks this language from its next start on.</source>
            <translation>Brera parlerà questa lingua dal prossimo avvio.</translation>
        </message>
        <message numerus="yes">
            <source>%n layer(s)</source>
            <translation>
                <numerusform>%n strato</numerusform>
                <numerusform>%n strati</numerusform>
            </translation>
        </message>
        <message>
            <source>unfinished</source>
            <translation>non finito</translation>
        </message>
        <message>
            <source>More like this	M</source>
            <translation>Altre simili	M</translation>
        </message>
        <message>
            <source>Switch the confirmed ones off</source>
            <translation>Spegni quelle confermate</translation>
        </message>
        <message>
            <source>deleting "%1"</source>
            <translation>eliminazione di «%1»</translation>
        </message>
        <message>
            <source>Curve: %1</source>
            <translation>Curva: %1</translation>
        </message>
        <message>
            <source>The tray: %1</source>
            <translation>Il vassoio: %1</translation>
        </message>
        <message>
            <source>removing the search %1</source>
            <translation>rimozione della ricerca %1</translation>
        </message>
        <message>
            <source>own words for %1</source>
            <translation>parole proprie per %1</translation>
        </message>
        <message>
            <source>the note on %1</source>
            <translation>la nota su %1</translation>
        </message>
        <message>
            <source>the tags of %1</source>
            <translation>le etichette di %1</translation>
        </message>
        <message>
            <source>A verdict on %1 in the search “%2” has changed.</source>
            <translation>Un giudizio su %1 nella ricerca «%2» è cambiato.</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ModeBar</name>
        <message>
            <source>Pages of the project</source>
            <translation>Pagine del progetto</translation>
        </message>
        <message>
            <source>Gallery</source>
            <translation>Galleria</translation>
        </message>
        <message>
            <source>Units and what they respond to (Ctrl+1)</source>
            <translation>Le unità e ciò a cui rispondono (Ctrl+1)</translation>
        </message>
        <message>
            <source>Probe</source>
            <translation>Sonda</translation>
        </message>
        <message>
            <source>What the network makes of one picture (Ctrl+2)</source>
            <translation>Che cosa vede la rete in un'immagine (Ctrl+2)</translation>
        </message>
        <message>
            <source>Ablation</source>
            <translation>Ablazione</translation>
        </message>
        <message>
            <source>Accuracy without some units, curves and classes (Ctrl+3)</source>
            <translation>Accuratezza senza alcune unità, curve e classi (Ctrl+3)</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Confronta</translation>
        </message>
        <message>
            <source>This network's units beside another's (Ctrl+4)</source>
            <translation>Le unità di questa rete accanto a quelle di un'altra (Ctrl+4)</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ProbeEngine</name>
        <message>
            <source>Clipboard</source>
            <translation>Appunti</translation>
        </message>
        <message>
            <source>The project's images are not there any more; choose another picture.</source>
            <translation>Le immagini del progetto non ci sono più; scegli un'altra immagine.</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ProbeSession</name>
        <message>
            <source>the clipboard's picture</source>
            <translation>l'immagine degli appunti</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ReportController</name>
        <message>
            <source>Audit: %1</source>
            <translation>Verifica: %1</translation>
        </message>
        <message>
            <source>Writing %1</source>
            <translation>Scrittura di %1</translation>
        </message>
        <message numerus="yes">
            <source>, %Ln image(s) could not be read</source>
            <translation>
                <numerusform>, %Ln immagine non leggibile</numerusform>
                <numerusform>, %Ln immagini non leggibili</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ReportDialog</name>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Export report</source>
            <translation>Esporta rapporto</translation>
        </message>
        <message>
            <source>What the report is about</source>
            <translation>Di che cosa tratta il rapporto</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Web page (HTML), pictures inside</source>
            <translation>Pagina web (HTML), immagini incluse</translation>
        </message>
        <message>
            <source>Document (PDF)</source>
            <translation>Documento (PDF)</translation>
        </message>
        <message>
            <source>Table of the numbers (CSV)</source>
            <translation>Tabella dei numeri (CSV)</translation>
        </message>
        <message>
            <source>Data for programs (JSON)</source>
            <translation>Dati per programmi (JSON)</translation>
        </message>
        <message>
            <source>Made from what it is about</source>
            <translation>Ricavato da ciò di cui tratta</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titolo</translation>
        </message>
        <message>
            <source>Pictures of each unit</source>
            <translation>Immagini di ogni unità</translation>
        </message>
        <message>
            <source>Report on</source>
            <translation>Rapporto su</translation>
        </message>
        <message>
            <source>As</source>
            <translation>Come</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Esporta</translation>
        </message>
        <message>
            <source>Choose where the report goes.</source>
            <translation>Scegli dove va il rapporto.</translation>
        </message>
        <message>
            <source>There is no folder %1.</source>
            <translation>Non c'è una cartella %1.</translation>
        </message>
        <message>
            <source>The file's name must end in %1.</source>
            <translation>Il nome del file deve finire in %1.</translation>
        </message>
        <message>
            <source>%1 is a folder.</source>
            <translation>%1 è una cartella.</translation>
        </message>
        <message>
            <source>%1 is there already and will be replaced.</source>
            <translation>%1 c'è già e sarà sostituito.</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Sostituisci</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::Screenshot</name>
        <message>
            <source>The window did not come to rest.</source>
            <translation>La finestra non si è assestata.</translation>
        </message>
        <message>
            <source>There is no such page without a project.</source>
            <translation>Senza un progetto questa pagina non c'è.</translation>
        </message>
        <message>
            <source>%1 cannot be written.</source>
            <translation>%1 non si può scrivere.</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::SearchSession</name>
        <message>
            <source>This project can only be read.</source>
            <translation>Questo progetto si può solo leggere.</translation>
        </message>
        <message>
            <source>Like %1, in words and exemplars</source>
            <translation>Come %1, per parole ed esemplari</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::SharedProject</name>
        <message>
            <source>%1 is no longer where it was opened: it has been deleted, moved or replaced. What you do now is not kept unless the file comes back to this place.</source>
            <translation>%1 non è più dove è stato aperto: è stato eliminato, spostato o sostituito. Ciò che fai ora non viene conservato finché il file non torna al suo posto.</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::BarPlot</name>
        <message>
            <source>layer</source>
            <translation>livello</translation>
        </message>
        <message>
            <source>units</source>
            <translation>unità</translation>
        </message>
        <message>
            <source>Units by layer</source>
            <translation>Unità per livello</translation>
        </message>
        <message>
            <source>%1 has no ending that Brera writes: use .png, .svg or .csv.</source>
            <translation>%1 non ha una desinenza che Brera sappia scrivere: usa .png, .svg o .csv.</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::CurvePlot</name>
        <message>
            <source>Accuracy by the number of ablated units</source>
            <translation>Accuratezza secondo il numero di unità ablate</translation>
        </message>
        <message>
            <source>units ablated</source>
            <translation>unità ablate</translation>
        </message>
        <message>
            <source>accuracy, %</source>
            <translation>accuratezza, %</translation>
        </message>
        <message>
            <source>%1 has no ending that Brera writes: use .png, .svg or .csv.</source>
            <translation>%1 non ha una desinenza che Brera sappia scrivere: usa .png, .svg o .csv.</translation>
        </message>
        <message>
            <source> (%1 to %2)</source>
            <translation> (da %1 a %2)</translation>
        </message>
        <message>
            <source>%1: from %L2% at %3 to %L4% at %5, best %L6% at %7 units</source>
            <translation>%1: da %L2% a %3 a %L4% a %5, al massimo %L6% a %7 unità</translation>
        </message>
        <message>
            <source>1 unit</source>
            <translation>1 unità</translation>
        </message>
        <message>
            <source>%L1 units</source>
            <translation>%L1 unità</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::FigureExport</name>
        <message>
            <source>Picture (*.png)</source>
            <translation>Immagine (*.png)</translation>
        </message>
        <message>
            <source>Vector drawing (*.svg)</source>
            <translation>Disegno vettoriale (*.svg)</translation>
        </message>
        <message>
            <source>Table of the numbers (*.csv)</source>
            <translation>Tabella dei numeri (*.csv)</translation>
        </message>
        <message>
            <source>%1 was not written: the figure cannot be drawn.</source>
            <translation>%1 non è stato scritto: la figura non si può disegnare.</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2. Choose another folder.</source>
            <translation>%1 non si può scrivere: %2. Scegli un'altra cartella.</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::HistogramPlot</name>
        <message>
            <source>Histogram of the unit's activations</source>
            <translation>Istogramma delle attivazioni dell'unità</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::LegendButton</name>
        <message>
            <source>Show or hide these values</source>
            <translation>Mostra o nascondi questi valori</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblateActions</name>
        <message>
            <source>Switch off or on</source>
            <translation>Spegni o accendi</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblationPage</name>
        <message>
            <source>Measure importances</source>
            <translation>Misura le importanze</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>Importanza</translation>
        </message>
        <message>
            <source>How much the loss rises without each unit alone. Cards can then be sorted by it.</source>
            <translation>Di quanto sale la perdita senza ciascuna unità da sola. Le schede si possono poi ordinare secondo essa.</translation>
        </message>
        <message>
            <source>Known for all %1 units, on %2. Sort cards by it in the gallery.</source>
            <translation>Nota per tutte le %1 unità, su %2. Ordina le schede secondo essa nella galleria.</translation>
        </message>
        <message>
            <source>Known for %1 of %2 units, on %3.</source>
            <translation>Nota per %1 di %2 unità, su %3.</translation>
        </message>
        <message>
            <source>Accuracy without some units</source>
            <translation>Accuratezza senza alcune unità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblationTray</name>
        <message>
            <source>Clear</source>
            <translation>Svuota</translation>
        </message>
        <message>
            <source>Curves and classes</source>
            <translation>Curve e classi</translation>
        </message>
        <message>
            <source>Save edited network…</source>
            <translation>Salva rete modificata…</translation>
        </message>
        <message>
            <source>Ablation tray</source>
            <translation>Vassoio di ablazione</translation>
        </message>
        <message>
            <source>Units that are switched off</source>
            <translation>Unità spente</translation>
        </message>
        <message>
            <source>Switch all units on again</source>
            <translation>Riaccendi tutte le unità</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off</source>
            <translation>Che cosa prende il posto di un'unità spenta</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off: zero, as in the paper, or its mean over the project's images</source>
            <translation>Che cosa prende il posto di un'unità spenta: zero, come nell'articolo, o la sua media sulle immagini del progetto</translation>
        </message>
        <message>
            <source>Write a TorchScript file of the network without these units</source>
            <translation>Scrivi un file TorchScript della rete senza queste unità</translation>
        </message>
        <message>
            <source>Switch a unit off with ⊘ on its card, or with the key A.</source>
            <translation>Spegni un'unità con ⊘ sulla sua scheda, o con il tasto A.</translation>
        </message>
        <message>
            <source>Replace by zero</source>
            <translation>Sostituisci con zero</translation>
        </message>
        <message>
            <source>Replace by mean</source>
            <translation>Sostituisci con la media</translation>
        </message>
        <message>
            <source>An edited network has zeros where units were; choose zero to see how it does and to write it</source>
            <translation>Una rete modificata ha zeri dov'erano le unità; scegli zero per vedere come va e per scriverla</translation>
        </message>
        <message>
            <source>More for the tray</source>
            <translation>Altro per il vassoio</translation>
        </message>
        <message>
            <source>Every unit is on. Click a point of a curve, or choose units in the gallery.</source>
            <translation>Ogni unità è accesa. Fai clic su un punto di una curva o scegli unità nella galleria.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblationView</name>
        <message>
            <source>1 unit</source>
            <translation>1 unità</translation>
        </message>
        <message>
            <source>%1 units</source>
            <translation>%1 unità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AuditBar</name>
        <message>
            <source>Confirm</source>
            <translation>Conferma</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Respingi</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Incerto</translation>
        </message>
        <message>
            <source>Share of the units that have a verdict</source>
            <translation>Quota delle unità che hanno un verdetto</translation>
        </message>
        <message>
            <source>Confirm (Y)</source>
            <translation>Conferma (Y)</translation>
        </message>
        <message>
            <source>The description fits the regions</source>
            <translation>La descrizione corrisponde alle regioni</translation>
        </message>
        <message>
            <source>Reject (N)</source>
            <translation>Rifiuta (N)</translation>
        </message>
        <message>
            <source>The description does not fit the regions</source>
            <translation>La descrizione non corrisponde alle regioni</translation>
        </message>
        <message>
            <source>Unsure (U)</source>
            <translation>Incerto (U)</translation>
        </message>
        <message>
            <source>Hard to say</source>
            <translation>Difficile dirlo</translation>
        </message>
        <message>
            <source>%1 of %2 judged</source>
            <translation>%1 di %2 giudicate</translation>
        </message>
        <message>
            <source>does the description fit the regions?</source>
            <translation>la descrizione corrisponde alle regioni?</translation>
        </message>
        <message>
            <source>%1 confirmed · %2 rejected · %3 unsure</source>
            <translation>%1 confermate · %2 rifiutate · %3 incerte</translation>
        </message>
        <message>
            <source>%1 chosen</source>
            <translation>%1 scelte</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::Banner</name>
        <message>
            <source>Close this message (Esc)</source>
            <translation>Chiudi questo messaggio (Esc)</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>Chiudi questo messaggio</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::BeamModel</name>
        <message>
            <source>chosen</source>
            <translation>scelta</translation>
        </message>
        <message>
            <source>%1
log p(d|E) %2 · log p(d) %3 · wpmi %4</source>
            <translation>%1
log p(d|E) %2 · log p(d) %3 · wpmi %4</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Descrizione</translation>
        </message>
        <message>
            <source>log p(d|E)</source>
            <translation>log p(d|E)</translation>
        </message>
        <message>
            <source>log p(d)</source>
            <translation>log p(d)</translation>
        </message>
        <message>
            <source>wpmi</source>
            <translation>wpmi</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CardBadges</name>
        <message>
            <source>switched off</source>
            <translation>spenta</translation>
        </message>
        <message>
            <source>removed from the network</source>
            <translation>rimossa dalla rete</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confermata</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>respinta</translation>
        </message>
        <message>
            <source>not sure</source>
            <translation>incerta</translation>
        </message>
        <message>
            <source>tagged</source>
            <translation>con tag</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CardDelegate</name>
        <message>
            <source>Switch this unit on again (A)</source>
            <translation>Riaccendi questa unità (A)</translation>
        </message>
        <message>
            <source>Switch this unit off (A)</source>
            <translation>Spegni questa unità (A)</translation>
        </message>
        <message>
            <source>not described yet</source>
            <translation>non ancora descritta</translation>
        </message>
        <message>
            <source>%1 · best activation %2</source>
            <translation>%1 · attivazione massima %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ClassPanel</name>
        <message>
            <source>Classes</source>
            <translation>Classi</translation>
        </message>
        <message>
            <source>Evaluation set of the table</source>
            <translation>Insieme di valutazione della tabella</translation>
        </message>
        <message>
            <source>Accuracy by class</source>
            <translation>Accuratezza per classe</translation>
        </message>
        <message>
            <source>No unit is switched off: this is the network as it is.</source>
            <translation>Nessuna unità è spenta: questa è la rete com'è.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ClassTableModel</name>
        <message>
            <source>class %1</source>
            <translation>classe %1</translation>
        </message>
        <message>
            <source>Change of accuracy in points; the largest gains and losses first</source>
            <translation>Variazione dell'accuratezza in punti; prima i maggiori guadagni e perdite</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Classe</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Immagini</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Prima</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Dopo</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Variazione</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CompareDelegate</name>
        <message>
            <source>nothing like it</source>
            <translation>nulla di simile</translation>
        </message>
        <message>
            <source>not described yet</source>
            <translation>non ancora descritta</translation>
        </message>
        <message>
            <source>nearest: %1</source>
            <translation>più vicina: %1</translation>
        </message>
        <message>
            <source>%1 · found</source>
            <translation>%1 · trovata</translation>
        </message>
        <message>
            <source>activations</source>
            <translation>attivazioni</translation>
        </message>
        <message>
            <source>r %1</source>
            <translation>r %1</translation>
        </message>
        <message>
            <source>exemplars</source>
            <translation>esemplari</translation>
        </message>
        <message>
            <source>overlap %1</source>
            <translation>sovrapposizione %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CompareHeading</name>
        <message>
            <source>%1 at the left, %2 at the right</source>
            <translation>%1 a sinistra, %2 a destra</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CompareModel</name>
        <message>
            <source>r %1</source>
            <translation>r %1</translation>
        </message>
        <message>
            <source>overlap %1</source>
            <translation>sovrapposizione %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 di %2</translation>
        </message>
        <message>
            <source>%1 of %2, %3</source>
            <translation>%1 di %2, %3</translation>
        </message>
        <message>
            <source>%1; matched with %2; %3</source>
            <translation>%1; abbinata a %2; %3</translation>
        </message>
        <message>
            <source>%1; not matched, nearest is %2; %3</source>
            <translation>%1; non abbinata, la più vicina è %2; %3</translation>
        </message>
        <message>
            <source>%1; not matched</source>
            <translation>%1; non abbinata</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ComparePage</name>
        <message>
            <source>Matched</source>
            <translation>Abbinate</translation>
        </message>
        <message>
            <source>Only in %1</source>
            <translation>Solo in %1</translation>
        </message>
        <message>
            <source>Which units are found again?</source>
            <translation>Quali unità si ritrovano?</translation>
        </message>
        <message>
            <source>Choose a project that another network made of the same images. Brera counts what an audit finds in both, layer by layer, and matches their units.</source>
            <translation>Scegli un progetto che un'altra rete ha fatto con le stesse immagini. Brera conta ciò che una verifica trova in entrambi, livello per livello, e abbina le loro unità.</translation>
        </message>
        <message>
            <source>Choose a project…</source>
            <translation>Scegli un progetto…</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>Un altro file…</translation>
        </message>
        <message>
            <source>all units</source>
            <translation>tutte le unità</translation>
        </message>
        <message>
            <source>These projects cannot be compared</source>
            <translation>Questi progetti non si possono confrontare</translation>
        </message>
        <message>
            <source>layer</source>
            <translation>livello</translation>
        </message>
        <message>
            <source>confirmed units</source>
            <translation>unità confermate</translation>
        </message>
        <message>
            <source>units found</source>
            <translation>unità trovate</translation>
        </message>
        <message>
            <source>units</source>
            <translation>unità</translation>
        </message>
        <message>
            <source>The search was not understood and taken word by word.</source>
            <translation>La ricerca non è stata capita ed è presa parola per parola.</translation>
        </message>
        <message>
            <source>Confirmed units by layer</source>
            <translation>Unità confermate per livello</translation>
        </message>
        <message>
            <source>Units found by layer</source>
            <translation>Unità trovate per livello</translation>
        </message>
        <message>
            <source>Units by layer</source>
            <translation>Unità per livello</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>No such units here</source>
            <translation>Qui non ci sono unità simili</translation>
        </message>
        <message>
            <source>Other units are hidden by what you filter for.</source>
            <translation>Altre unità sono nascoste dal filtro.</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Mostra tutte</translation>
        </message>
        <message>
            <source>Units cannot be matched</source>
            <translation>Le unità non si possono abbinare</translation>
        </message>
        <message>
            <source>No units here</source>
            <translation>Qui non ci sono unità</translation>
        </message>
        <message>
            <source>A lower threshold matches more.</source>
            <translation>Una soglia più bassa ne abbina di più.</translation>
        </message>
        <message>
            <source>Every unit has its match.</source>
            <translation>Ogni unità ha la sua corrispondente.</translation>
        </message>
        <message>
            <source>Confirmed only</source>
            <translation>Solo confermate</translation>
        </message>
        <message>
            <source>Save figure…</source>
            <translation>Salva figura…</translation>
        </message>
        <message>
            <source>Project to compare with</source>
            <translation>Progetto con cui confrontare</translation>
        </message>
        <message>
            <source>Choose a project</source>
            <translation>Scegli un progetto</translation>
        </message>
        <message>
            <source>Units to count</source>
            <translation>Unità da contare</translation>
        </message>
        <message>
            <source>A search, or words of your own, as in the search field</source>
            <translation>Una ricerca, o parole tue, come nel campo di ricerca</translation>
        </message>
        <message>
            <source>Count what you have confirmed instead of all that was found</source>
            <translation>Conta ciò che hai confermato anziché tutto ciò che è stato trovato</translation>
        </message>
        <message>
            <source>As a picture, a drawing or a table</source>
            <translation>Come immagine, disegno o tabella</translation>
        </message>
        <message>
            <source>Units by layer in both projects</source>
            <translation>Unità per livello nei due progetti</translation>
        </message>
        <message>
            <source>Matched units, and those of one project alone</source>
            <translation>Unità abbinate, e quelle di un solo progetto</translation>
        </message>
        <message>
            <source>Filter by words or layer</source>
            <translation>Filtra per parole o livello</translation>
        </message>
        <message>
            <source>Filter units</source>
            <translation>Filtra le unità</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Ordine</translation>
        </message>
        <message>
            <source>by layer and unit</source>
            <translation>per livello e unità</translation>
        </message>
        <message>
            <source>by description</source>
            <translation>per descrizione</translation>
        </message>
        <message>
            <source>What units are matched by</source>
            <translation>Secondo che cosa si abbinano le unità</translation>
        </message>
        <message>
            <source>matched by activations</source>
            <translation>abbinate per attivazioni</translation>
        </message>
        <message>
            <source>matched by exemplars</source>
            <translation>abbinate per esemplari</translation>
        </message>
        <message>
            <source>Least likeness of matched units</source>
            <translation>Somiglianza minima delle unità abbinate</translation>
        </message>
        <message>
            <source>Units of both projects</source>
            <translation>Unità dei due progetti</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>Confronta con</translation>
        </message>
        <message>
            <source>Compare the demo’s networks: plain and blurred faces</source>
            <translation>Confronta le reti dimostrative: normale e con volti sfocati</translation>
        </message>
        <message>
            <source>units without a partner</source>
            <translation>unità senza compagna</translation>
        </message>
        <message>
            <source>only in %1</source>
            <translation>solo in %1</translation>
        </message>
        <message>
            <source>Units without a partner</source>
            <translation>Unità senza compagna</translation>
        </message>
        <message>
            <source>%1 of %2 units are only in %3, %4 of %5 only in %6.</source>
            <translation>%1 di %2 unità sono solo in %3, %4 di %5 solo in %6.</translation>
        </message>
        <message>
            <source>%1 in %2, %3 in %4.</source>
            <translation>%1 in %2, %3 in %4.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln images are in both.</source>
            <translation>
                <numerusform>%Ln immagine è in entrambi.</numerusform>
                <numerusform>%Ln immagini sono in entrambi.</numerusform>
            </translation>
        </message>
        <message>
            <source>match at least %1</source>
            <translation>somiglianza minima %1</translation>
        </message>
        <message>
            <source>There are no such units in %1.</source>
            <translation>Non ci sono unità simili in %1.</translation>
        </message>
        <message>
            <source>Hide chart</source>
            <translation>Nascondi grafico</translation>
        </message>
        <message>
            <source>Show chart</source>
            <translation>Mostra grafico</translation>
        </message>
        <message>
            <source>Count:</source>
            <translation>Conta:</translation>
        </message>
        <message>
            <source>Units that are each other's most alike, and at least as alike as the slider says</source>
            <translation>Unità che sono l'una la più simile all'altra, almeno quanto dice il cursore</translation>
        </message>
        <message>
            <source>A unit has one partner at most: the most alike unit may be nearer to another one, so that a unit stays without a partner however alike the two are.</source>
            <translation>Un'unità ha al massimo una compagna: la più simile può essere più vicina a un'altra, così che un'unità resta senza compagna per quanto le due si somiglino.</translation>
        </message>
        <message>
            <source>most alike first</source>
            <translation>prima le più simili</translation>
        </message>
        <message>
            <source>Two units match when each is the one most like the other, and at least this much</source>
            <translation>Due unità si corrispondono quando ciascuna è la più simile all'altra, almeno di tanto</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CurveFigure</name>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>%1 · all units %2</source>
            <translation>%1 · tutte le unità %2</translation>
        </message>
        <message>
            <source>%1 · %2 random orders</source>
            <translation>%1 · %2 ordini casuali</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CurvePanel</name>
        <message>
            <source>Export…</source>
            <translation>Esporta…</translation>
        </message>
        <message>
            <source>All units as control</source>
            <translation>Tutte le unità come controllo</translation>
        </message>
        <message>
            <source>Measure curve</source>
            <translation>Misura curva</translation>
        </message>
        <message>
            <source>Click a point to load its units into the tray</source>
            <translation>Fai clic su un punto per caricarne le unità nel vassoio</translation>
        </message>
        <message>
            <source>Curve</source>
            <translation>Curva</translation>
        </message>
        <message>
            <source>Curves that were measured</source>
            <translation>Curve misurate</translation>
        </message>
        <message>
            <source>Forget this curve</source>
            <translation>Dimentica questa curva</translation>
        </message>
        <message>
            <source>Write the figure as PNG or SVG, or its numbers as CSV</source>
            <translation>Scrivi la figura come PNG o SVG, o i suoi numeri come CSV</translation>
        </message>
        <message>
            <source>Units of the curve</source>
            <translation>Unità della curva</translation>
        </message>
        <message>
            <source>Order of the curve</source>
            <translation>Ordine della curva</translation>
        </message>
        <message>
            <source>least important first, by loss</source>
            <translation>prima le meno importanti, per perdita</translation>
        </message>
        <message>
            <source>least important first, by accuracy</source>
            <translation>prima le meno importanti, per accuratezza</translation>
        </message>
        <message>
            <source>in their own order</source>
            <translation>nel loro ordine</translation>
        </message>
        <message>
            <source>Units a step</source>
            <translation>Unità a passo</translation>
        </message>
        <message>
            <source>Random orders</source>
            <translation>Ordini casuali</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Passo</translation>
        </message>
        <message>
            <source>Each of the random orders has other units; the grey line is their mean. Click one of the other lines.</source>
            <translation>Ciascuno degli ordini casuali ha altre unità; la linea grigia è la loro media. Fai clic su una delle altre linee.</translation>
        </message>
        <message>
            <source>%1 of a curve</source>
            <translation>%1 di una curva</translation>
        </message>
        <message>
            <source>%1 (not finished)</source>
            <translation>%1 (non finita)</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Stop rule: %1</source>
            <translation>Regola di arresto: %1</translation>
        </message>
        <message>
            <source>stop rule</source>
            <translation>regola di arresto</translation>
        </message>
        <message>
            <source>Export the curve</source>
            <translation>Esporta la curva</translation>
        </message>
        <message>
            <source>Experiment: text units</source>
            <translation>Esperimento: unità del testo</translation>
        </message>
        <message>
            <source>Units that are switched off one after the other</source>
            <translation>Unità spente una dopo l'altra</translation>
        </message>
        <message>
            <source>How many more units are off from one point of the curve to the next</source>
            <translation>Quante unità in più sono spente da un punto della curva al successivo</translation>
        </message>
        <message>
            <source>How often the same units are also switched off in a random order. The grey line and its range show whether the chosen order matters.</source>
            <translation>Quante volte le stesse unità sono spente anche in ordine casuale. La linea grigia e la sua fascia mostrano se l'ordine scelto conta.</translation>
        </message>
        <message>
            <source>Also switches off units of the whole network in the chosen order, to show whether these units are special or any others would do.</source>
            <translation>Spegne anche unità di tutta la rete nell'ordine scelto, per mostrare se queste unità sono speciali o se altre valgono lo stesso.</translation>
        </message>
        <message>
            <source>Units in the tray</source>
            <translation>Unità nel vassoio</translation>
        </message>
        <message>
            <source>All units</source>
            <translation>Tutte le unità</translation>
        </message>
        <message>
            <source>All units of %1</source>
            <translation>Tutte le unità di %1</translation>
        </message>
        <message>
            <source>The tray is empty: switch units off, or choose all units of a layer.</source>
            <translation>Il vassoio è vuoto: spegni unità, o scegli tutte quelle di uno strato.</translation>
        </message>
        <message>
            <source>Searches “text OR word OR letter”, orders what it finds by how little the first set's loss rises without it, and switches one unit after the other off. The curve is drawn and kept; nothing is deleted.</source>
            <translation>Cerca «text OR word OR letter», ordina ciò che trova per quanto poco cresce la perdita del primo insieme senza di esso, e spegne un'unità dopo l'altra. La curva è disegnata e conservata; nulla viene eliminato.</translation>
        </message>
        <message>
            <source>Nothing measured yet</source>
            <translation>Ancora nulla di misurato</translation>
        </message>
        <message>
            <source>A curve shows how accuracy changes as units are switched off one after the other.</source>
            <translation>Una curva mostra come cambia l'accuratezza spegnendo un'unità dopo l'altra.</translation>
        </message>
        <message>
            <source>Switch units off in the gallery, or choose all units of a layer below, to see how accuracy changes without them.</source>
            <translation>Spegni unità nella galleria, o scegli qui sotto tutte quelle di uno strato, per vedere come cambia l'accuratezza senza di esse.</translation>
        </message>
        <message>
            <source>Choose units in the gallery</source>
            <translation>Scegli unità nella galleria</translation>
        </message>
        <message>
            <source>The most units off with which the accuracy on %1 still reaches that of the whole network (the paper's rule). A click loads them into the tray.</source>
            <translation>Il massimo di unità spente con cui l'accuratezza su %1 raggiunge ancora quella della rete intera (la regola dell'articolo). Un clic le carica nel vassoio.</translation>
        </message>
        <message>
            <source>Most gained on %1: %2</source>
            <translation>Guadagno massimo su %1: %2</translation>
        </message>
        <message>
            <source>The largest gain on %1 that costs %2 two points at most. A click loads these units into the tray.</source>
            <translation>Il guadagno maggiore su %1 che costa a %2 al massimo due punti. Un clic carica queste unità nel vassoio.</translation>
        </message>
        <message>
            <source>A curve's points appear here as they are measured.</source>
            <translation>I punti di una curva compaiono qui man mano che sono misurati.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescribeForm</name>
        <message>
            <source>encoder %1</source>
            <translation>codificatore %1</translation>
        </message>
        <message>
            <source>%1 words</source>
            <translation>%1 parole</translation>
        </message>
        <message>
            <source>learned from generated annotations</source>
            <translation>appreso da annotazioni generate</translation>
        </message>
        <message>
            <source>%1 of %2 units are described by this captioner already and stay so.</source>
            <translation>%1 di %2 unità sono già descritte da questo descrittore e restano così.</translation>
        </message>
        <message>
            <source>This replaces the descriptions by %1.</source>
            <translation>Questo sostituisce le descrizioni di %1.</translation>
        </message>
        <message>
            <source>All %1 units are described by this captioner already. Another one, or another number of beams, would describe them again.</source>
            <translation>Tutte le %1 unità sono già descritte da questo captioner. Un altro, o un altro numero di fasci, le descriverebbe di nuovo.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescribePage</name>
        <message>
            <source>Captioner</source>
            <translation>Descrittore</translation>
        </message>
        <message>
            <source>Describe units</source>
            <translation>Descrivi le unità</translation>
        </message>
        <message>
            <source>Captioners (*.captioner);;All files (*)</source>
            <translation>Descrittori (*.captioner);;Tutti i file (*)</translation>
        </message>
        <message>
            <source>A .captioner file</source>
            <translation>Un file .captioner</translation>
        </message>
        <message>
            <source>How descriptions are chosen</source>
            <translation>Come si scelgono le descrizioni</translation>
        </message>
        <message>
            <source>Lambda: weight against common phrases</source>
            <translation>Lambda: peso contro le frasi comuni</translation>
        </message>
        <message>
            <source>Beams</source>
            <translation>Fasci</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>A captioner looks at each unit's exemplars inside their masks and says in a few words what they have in common.</source>
            <translation>Un descrittore guarda gli esemplari di ogni unità dentro le loro maschere e dice in poche parole che cosa hanno in comune.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>Check every layer</source>
            <translation>Seleziona ogni livello</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Livelli</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Cerca</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>Un altro file…</translation>
        </message>
        <message>
            <source>What describes the units.</source>
            <translation>Ciò che descrive le unità.</translation>
        </message>
        <message>
            <source>looking…</source>
            <translation>esame…</translation>
        </message>
        <message>
            <source>λ is part of the search and stays as it is.</source>
            <translation>λ fa parte della ricerca e resta com'è.</translation>
        </message>
        <message>
            <source>Mode and λ can be changed afterwards.</source>
            <translation>Modo e λ si possono cambiare dopo.</translation>
        </message>
        <message>
            <source>Describe again</source>
            <translation>Descrivi di nuovo</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescriptionPanel</name>
        <message>
            <source>Describe units…</source>
            <translation>Descrivi le unità…</translation>
        </message>
        <message>
            <source>Point at a word to see which exemplars it looked at</source>
            <translation>Indica una parola per vedere quali esemplari ha guardato</translation>
        </message>
        <message>
            <source>learned from generated annotations</source>
            <translation>appreso da annotazioni generate</translation>
        </message>
        <message>
            <source>Not described yet; units are being described.</source>
            <translation>Non ancora descritta; le unità vengono descritte.</translation>
        </message>
        <message>
            <source>Not described yet.</source>
            <translation>Non ancora descritta.</translation>
        </message>
        <message>
            <source>wpmi %1</source>
            <translation>wpmi %1</translation>
        </message>
        <message>
            <source>by %1</source>
            <translation>di %1</translation>
        </message>
        <message>
            <source>best %1</source>
            <translation>massimo %1</translation>
        </message>
        <message>
            <source>best: the unit's highest activation on all images.</source>
            <translation>massimo: l'attivazione più alta dell'unità su tutte le immagini.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescriptionText</name>
        <message>
            <source>log p(d|E): how well the words fit the regions in the exemplars. Nearer to 0 fits better.</source>
            <translation>log p(d|E): quanto le parole corrispondono alle regioni degli esemplari. Più vicino a 0 è meglio.</translation>
        </message>
        <message>
            <source>log p(d): how common the words are at all, whatever the pictures. Nearer to 0 is more common.</source>
            <translation>log p(d): quanto le parole sono comuni in generale, qualunque sia l'immagine. Più vicino a 0 è più comune.</translation>
        </message>
        <message>
            <source>wpmi = log p(d|E) − λ · log p(d): how well the words fit, less how common they are. Higher is better.</source>
            <translation>wpmi = log p(d|E) − λ · log p(d): quanto le parole corrispondono, meno quanto sono comuni. Più alto è meglio.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescriptionView</name>
        <message>
            <source>Descriptions learned from generated annotations</source>
            <translation>Descrizioni apprese da annotazioni generate</translation>
        </message>
        <message>
            <source>&lt;p&gt;The captioner that wrote these descriptions was trained on sentences made by a program from what is known to be in drawn pictures, not on people's words. Its vocabulary is small.&lt;/p&gt;</source>
            <translation>&lt;p&gt;Il descrittore che ha scritto queste descrizioni è stato addestrato su frasi fatte da un programma a partire da ciò che si sa essere in immagini disegnate, non su parole di persone. Il suo vocabolario è piccolo.&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Greedy</source>
            <translation>Avido</translation>
        </message>
        <message>
            <source>Likeliest beam</source>
            <translation>Fascio più probabile</translation>
        </message>
        <message>
            <source>Re-ranked by wpmi</source>
            <translation>Riordinato per wpmi</translation>
        </message>
        <message>
            <source>Searched by pmi</source>
            <translation>Cercato per pmi</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExemplarDelegate</name>
        <message>
            <source>not readable</source>
            <translation>non leggibile</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExemplarModel</name>
        <message>
            <source>%1 of %2 · activation %3</source>
            <translation>%1 di %2 · attivazione %3</translation>
        </message>
        <message>
            <source>class %1</source>
            <translation>classe %1</translation>
        </message>
        <message>
            <source>folder %1</source>
            <translation>cartella %1</translation>
        </message>
        <message>
            <source>attention %1; %2</source>
            <translation>attenzione %1; %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExemplarPage</name>
        <message>
            <source>Back to the grid (Esc)</source>
            <translation>Torna alla griglia (Esc)</translation>
        </message>
        <message>
            <source>Previous exemplar</source>
            <translation>Esemplare precedente</translation>
        </message>
        <message>
            <source>Previous exemplar (Left)</source>
            <translation>Esemplare precedente (sinistra)</translation>
        </message>
        <message>
            <source>Next exemplar</source>
            <translation>Esemplare successivo</translation>
        </message>
        <message>
            <source>Next exemplar (Right)</source>
            <translation>Esemplare successivo (destra)</translation>
        </message>
        <message>
            <source>What the network takes this picture for, and which units answer (P)</source>
            <translation>Per che cosa la rete prende questa immagine, e quali unità rispondono (P)</translation>
        </message>
        <message>
            <source>class %1</source>
            <translation>classe %1</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Probe this picture</source>
            <translation>Sonda questa immagine</translation>
        </message>
        <message>
            <source>exemplar %1 of %2 · activation %3</source>
            <translation>esemplare %1 di %2 · attivazione %3</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExtractionPage</name>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Avanzamento</translation>
        </message>
        <message>
            <source>stopping, keeping what is done…</source>
            <translation>arresto, ciò che è fatto resta…</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Fermato</translation>
        </message>
        <message>
            <source>What was done is kept. The work goes on from there.</source>
            <translation>Ciò che era fatto è conservato. Il lavoro riprende da lì.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continua</translation>
        </message>
        <message>
            <source>This did not work</source>
            <translation>Non ha funzionato</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::FormPage</name>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Automatic: the GPU where there is one</source>
            <translation>Automatico: la GPU dove c'è</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Processore</translation>
        </message>
        <message>
            <source>GPU (CUDA)</source>
            <translation>GPU (CUDA)</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::GalleryPage</name>
        <message>
            <source>Layers</source>
            <translation>Livelli</translation>
        </message>
        <message>
            <source>Searches</source>
            <translation>Ricerche</translation>
        </message>
        <message>
            <source>Order of the units</source>
            <translation>Ordine delle unità</translation>
        </message>
        <message>
            <source>sorted by number</source>
            <translation>ordinate per numero</translation>
        </message>
        <message>
            <source>sorted by activation</source>
            <translation>ordinate per attivazione</translation>
        </message>
        <message>
            <source>sorted by description</source>
            <translation>ordinate per descrizione</translation>
        </message>
        <message>
            <source>sorted by wpmi</source>
            <translation>ordinate per wpmi</translation>
        </message>
        <message>
            <source>sorted by importance</source>
            <translation>ordinate per importanza</translation>
        </message>
        <message>
            <source>Size of the cards</source>
            <translation>Dimensione delle schede</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unità</translation>
        </message>
        <message>
            <source>These units have no descriptions yet.</source>
            <translation>Queste unità non hanno ancora descrizioni.</translation>
        </message>
        <message>
            <source>Describe units…</source>
            <translation>Descrivi le unità…</translation>
        </message>
        <message>
            <source>%1 units</source>
            <translation>%1 unità</translation>
        </message>
        <message>
            <source>Remove this search and its verdicts</source>
            <translation>Rimuovi questa ricerca e i suoi verdetti</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Unità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::HitModel</name>
        <message>
            <source>confirmed</source>
            <translation>confermata</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>respinta</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>incerta</translation>
        </message>
        <message>
            <source>%1; %2</source>
            <translation>%1; %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::Inspector</name>
        <message>
            <source>Heat map</source>
            <translation>Mappa di calore</translation>
        </message>
        <message>
            <source>No unit chosen</source>
            <translation>Nessuna unità scelta</translation>
        </message>
        <message>
            <source>Choose a unit in the grid to see its exemplars large and to move its threshold.</source>
            <translation>Scegli un'unità nella griglia per vederne gli esemplari in grande e spostarne la soglia.</translation>
        </message>
        <message>
            <source>Exemplars</source>
            <translation>Esemplari</translation>
        </message>
        <message>
            <source>Why this description</source>
            <translation>Perché questa descrizione</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Soglia</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Classi</translation>
        </message>
        <message>
            <source>Notes •</source>
            <translation>Note •</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>Maschera</translation>
        </message>
        <message>
            <source>Mask opacity</source>
            <translation>Opacità della maschera</translation>
        </message>
        <message>
            <source>How strongly what lies outside the mask is dimmed</source>
            <translation>Quanto si scurisce ciò che sta fuori dalla maschera</translation>
        </message>
        <message>
            <source>Colours by activation instead of the mask</source>
            <translation>Colori secondo l'attivazione al posto della maschera</translation>
        </message>
        <message>
            <source>mean %1 · lowest %2 · highest %3</source>
            <translation>media %1 · minimo %2 · massimo %3</translation>
        </message>
        <message>
            <source>%1 activations</source>
            <translation>%1 attivazioni</translation>
        </message>
        <message>
            <source>threshold within %L1 in rank</source>
            <translation>soglia entro %L1 nel rango</translation>
        </message>
        <message>
            <source>threshold exact</source>
            <translation>soglia esatta</translation>
        </message>
        <message>
            <source>%1 activations are not numbers and count as lowest</source>
            <translation>%1 attivazioni non sono numeri e contano come le più basse</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Perché</translation>
        </message>
        <message>
            <source>The classes that this unit raises and lowers</source>
            <translation>Le classi che questa unità alza e abbassa</translation>
        </message>
        <message>
            <source>Only units of the last layer act on the classes directly</source>
            <translation>Solo le unità dell'ultimo strato agiscono direttamente sulle classi</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::JobBar</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 di %2</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>ancora %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Avanzamento</translation>
        </message>
        <message>
            <source>Stop; what is done so far is kept</source>
            <translation>Ferma; ciò che è fatto finora resta</translation>
        </message>
        <message>
            <source>stopping, keeping what is done…</source>
            <translation>arresto, ciò che è fatto resta…</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::JobController</name>
        <message>
            <source>An unknown error ended the work.</source>
            <translation>Un errore sconosciuto ha interrotto il lavoro.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::LayerChooser</name>
        <message>
            <source>Suggested</source>
            <translation>Suggeriti</translation>
        </message>
        <message>
            <source>Filter modules…</source>
            <translation>Filtra i moduli…</translation>
        </message>
        <message>
            <source>Filter modules</source>
            <translation>Filtra i moduli</translation>
        </message>
        <message>
            <source>Check the layers people look at first</source>
            <translation>Seleziona i livelli che si guardano per primi</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Nessuno</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Livelli</translation>
        </message>
        <message>
            <source>No module is called so</source>
            <translation>Nessun modulo si chiama così</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::LayerModel</name>
        <message numerus="yes">
            <source>%n unit(s), maps of %1 × %2</source>
            <translation>
                <numerusform>%n unità, mappe di %1 × %2</numerusform>
                <numerusform>%n unità, mappe di %1 × %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ModuleModel</name>
        <message>
            <source>Its output is neither maps nor a vector, so it has no units to look at.</source>
            <translation>La sua uscita non è né di mappe né un vettore, quindi non ha unità da guardare.</translation>
        </message>
        <message>
            <source>Module</source>
            <translation>Modulo</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Uscita</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::NewProjectForm</name>
        <message>
            <source>The network does not run on %1; it runs on %2. Choose another preprocessing.</source>
            <translation>La rete non funziona su %1; funziona su %2. Scegli un'altra preelaborazione.</translation>
        </message>
        <message>
            <source>input %1</source>
            <translation>ingresso %1</translation>
        </message>
        <message>
            <source>%1 outputs</source>
            <translation>%1 uscite</translation>
        </message>
        <message>
            <source>%1 images</source>
            <translation>%1 immagini</translation>
        </message>
        <message>
            <source>%1 images in %2 folders</source>
            <translation>%1 immagini in %2 cartelle</translation>
        </message>
        <message>
            <source>The list has %1 names, the network %2 outputs. One name a line, in the order of the outputs.</source>
            <translation>L'elenco ha %1 nomi, la rete %2 uscite. Un nome per riga, nell'ordine delle uscite.</translation>
        </message>
        <message>
            <source>The images have no labels, so none are checked.</source>
            <translation>Le immagini non hanno etichette, quindi nessuna è controllata.</translation>
        </message>
        <message>
            <source>The %1 folders are taken as the outputs, in order.</source>
            <translation>Le %1 cartelle sono prese come le uscite, in ordine.</translation>
        </message>
        <message>
            <source>Without a list the folders name no outputs; images go without labels.</source>
            <translation>Senza un elenco le cartelle non nominano uscite; le immagini restano senza etichetta.</translation>
        </message>
        <message>
            <source>All %1 folders match a class.</source>
            <translation>Tutte le %1 cartelle corrispondono a una classe.</translation>
        </message>
        <message>
            <source>%1 of %2 folders match no class: %3</source>
            <translation>%1 di %2 cartelle non corrispondono a una classe: %3</translation>
        </message>
        <message>
            <source>A deviation must be larger than 0.</source>
            <translation>Una deviazione deve essere maggiore di 0.</translation>
        </message>
        <message>
            <source>Crop needs both sides, or neither.</source>
            <translation>Il ritaglio vuole entrambi i lati, o nessuno.</translation>
        </message>
        <message>
            <source>Sides are at most %1 pixels.</source>
            <translation>I lati sono al massimo di %1 pixel.</translation>
        </message>
        <message>
            <source>The crop is larger than the resized picture; its border will be black.</source>
            <translation>Il ritaglio è più grande dell'immagine ridimensionata; il bordo sarà nero.</translation>
        </message>
        <message>
            <source>All images must have one size.</source>
            <translation>Tutte le immagini devono avere una dimensione.</translation>
        </message>
        <message>
            <source>Check at least one module.</source>
            <translation>Seleziona almeno un modulo.</translation>
        </message>
        <message>
            <source>%1 layers with %2 units</source>
            <translation>%1 livelli con %2 unità</translation>
        </message>
        <message>
            <source>Where the results are kept.</source>
            <translation>Dove si conservano i risultati.</translation>
        </message>
        <message>
            <source>This is a folder; give the file a name too.</source>
            <translation>Questa è una cartella; dai anche un nome al file.</translation>
        </message>
        <message>
            <source>The name must end in .brera.</source>
            <translation>Il nome deve finire in .brera.</translation>
        </message>
        <message>
            <source>This project exists. Open it, or choose another name.</source>
            <translation>Questo progetto esiste. Aprilo, o scegli un altro nome.</translation>
        </message>
        <message>
            <source>You may not write in %1. Choose another folder.</source>
            <translation>Non puoi scrivere in %1. Scegli un'altra cartella.</translation>
        </message>
        <message>
            <source>The folder will be made.</source>
            <translation>La cartella sarà creata.</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <translation>%1 su %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::NewProjectPage</name>
        <message>
            <source>Network</source>
            <translation>Rete</translation>
        </message>
        <message>
            <source>I know this file and trust it</source>
            <translation>Conosco questo file e me ne fido</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Immagini</translation>
        </message>
        <message>
            <source>Class list</source>
            <translation>Elenco delle classi</translation>
        </message>
        <message>
            <source>Project file</source>
            <translation>File del progetto</translation>
        </message>
        <message>
            <source>Find the exemplars</source>
            <translation>Trova gli esemplari</translation>
        </message>
        <message>
            <source>Networks (*.pt *.pth *.ts *.torchscript);;All files (*)</source>
            <translation>Reti (*.pt *.pth *.ts *.torchscript);;Tutti i file (*)</translation>
        </message>
        <message>
            <source>TorchScript (.pt) or a torchvision state_dict (.pth)</source>
            <translation>TorchScript (.pt) o uno state_dict di torchvision (.pth)</translation>
        </message>
        <message>
            <source>A folder of images, or of folders by class; or a .csv</source>
            <translation>Una cartella di immagini, o di cartelle per classe; o un .csv</translation>
        </message>
        <message>
            <source>Optional: the outputs' names, one a line</source>
            <translation>Facoltativo: i nomi delle uscite, uno per riga</translation>
        </message>
        <message>
            <source>Brera projects (*.brera)</source>
            <translation>Progetti Brera (*.brera)</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>Nuovo progetto</translation>
        </message>
        <message>
            <source>Preprocessing</source>
            <translation>Preelaborazione</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Livelli</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>Altre opzioni</translation>
        </message>
        <message>
            <source>Exemplars</source>
            <translation>Esemplari</translation>
        </message>
        <message>
            <source>images kept for each unit</source>
            <translation>immagini conservate per ogni unità</translation>
        </message>
        <message>
            <source>Quantile</source>
            <translation>Quantile</translation>
        </message>
        <message>
            <source>of all activations: where masks begin</source>
            <translation>di tutte le attivazioni: dove cominciano le maschere</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>Lotto</translation>
        </message>
        <message>
            <source>images a forward pass</source>
            <translation>immagini per passata</translation>
        </message>
        <message>
            <source>looking…</source>
            <translation>esame…</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Choose a network first; its modules appear here.</source>
            <translation>Scegli prima una rete; qui compaiono i suoi moduli.</translation>
        </message>
        <message>
            <source>Looking at the network…</source>
            <translation>Esamino la rete…</translation>
        </message>
        <message>
            <source>This file has no modules to show.</source>
            <translation>Questo file non ha moduli da mostrare.</translation>
        </message>
        <message>
            <source>Choose a network and images to go on</source>
            <translation>Scegli una rete e le immagini per continuare</translation>
        </message>
        <message>
            <source>Choose a network to go on</source>
            <translation>Scegli una rete per continuare</translation>
        </message>
        <message>
            <source>Choose images to go on</source>
            <translation>Scegli le immagini per continuare</translation>
        </message>
        <message>
            <source>Mend what is marked ✕ to go on</source>
            <translation>Correggi ciò che è segnato con ✕ per continuare</translation>
        </message>
        <message>
            <source>The files are being looked at</source>
            <translation>I file vengono esaminati</translation>
        </message>
        <message>
            <source>Name a project file to go on</source>
            <translation>Dai un nome al file del progetto per continuare</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::NotesPanel</name>
        <message>
            <source>Tags</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Tags, separated by commas</source>
            <translation>Tag, separati da virgole</translation>
        </message>
        <message>
            <source>Notes about this unit</source>
            <translation>Note su questa unità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::OutputWeightsPanel</name>
        <message>
            <source>Raises</source>
            <translation>Alza</translation>
        </message>
        <message>
            <source>Lowers</source>
            <translation>Abbassa</translation>
        </message>
        <message>
            <source>The network is being asked…</source>
            <translation>Si interroga la rete…</translation>
        </message>
        <message>
            <source>Output weights: logit for each unit of activation</source>
            <translation>Pesi d'uscita: logit per unità di attivazione</translation>
        </message>
        <message>
            <source>Gradient of the logits, on average over the unit's best exemplars</source>
            <translation>Gradiente dei logit, in media sui migliori esemplari dell'unità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::OwnWordsEdit</name>
        <message>
            <source>Your own description</source>
            <translation>La tua descrizione</translation>
        </message>
        <message>
            <source>Your own description goes before the machine's. Enter keeps it, Esc brings back the last one, clearing it takes it away.</source>
            <translation>La tua descrizione precede quella della macchina. Invio la conserva, Esc riporta l'ultima, cancellarla la toglie.</translation>
        </message>
        <message>
            <source>Keep these words (Enter)</source>
            <translation>Conserva queste parole (Invio)</translation>
        </message>
        <message>
            <source>Your own words, then Enter</source>
            <translation>Parole tue, poi Invio</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PairModel</name>
        <message>
            <source>%1
pasted onto %2
kept on %3</source>
            <translation>%1
incollata su %2
conservata il %3</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PastePanel</name>
        <message>
            <source>Kept pairs</source>
            <translation>Coppie conservate</translation>
        </message>
        <message>
            <source>Picture to cut from</source>
            <translation>Immagine da cui ritagliare</translation>
        </message>
        <message>
            <source>Draw a rectangle, then drag it onto the other picture</source>
            <translation>Disegna un rettangolo, poi trascinalo sull'altra immagine</translation>
        </message>
        <message>
            <source>Cut only what the chosen unit answers to</source>
            <translation>Ritaglia solo ciò a cui risponde l'unità scelta</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Scegli…</translation>
        </message>
        <message>
            <source>Choose the picture to cut from</source>
            <translation>Scegli l'immagine da cui ritagliare</translation>
        </message>
        <message>
            <source>Cut from</source>
            <translation>Ritaglia da</translation>
        </message>
        <message>
            <source>Drop the picture to cut from here, or choose it.</source>
            <translation>Trascina qui l'immagine da cui ritagliare, o sceglila.</translation>
        </message>
        <message>
            <source>Cut from %1</source>
            <translation>Ritaglia da %1</translation>
        </message>
        <message>
            <source>Only where a unit answers</source>
            <translation>Solo dove risponde un'unità</translation>
        </message>
        <message>
            <source>Only where %1 answers</source>
            <translation>Solo dove risponde %1</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Rename	F2</source>
            <translation>Rinomina	F2</translation>
        </message>
        <message>
            <source>Delete	Del</source>
            <translation>Elimina	Canc</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PathField</name>
        <message>
            <source>Choose folder…</source>
            <translation>Scegli cartella…</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Scegli…</translation>
        </message>
        <message>
            <source>Choose: %1</source>
            <translation>Scegli: %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PredictionModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1: %2 before, %3 now</source>
            <translation>%1: %2 prima, %3 ora</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PreprocessingEditor</name>
        <message>
            <source>Preprocessing</source>
            <translation>Preelaborazione</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>Personalizzata</translation>
        </message>
        <message>
            <source>as it is</source>
            <translation>così com'è</translation>
        </message>
        <message>
            <source>Shorter side</source>
            <translation>Lato più corto</translation>
        </message>
        <message>
            <source>Crop height</source>
            <translation>Altezza del ritaglio</translation>
        </message>
        <message>
            <source>Crop width</source>
            <translation>Larghezza del ritaglio</translation>
        </message>
        <message>
            <source>Crop (height, width)</source>
            <translation>Ritaglio (altezza, larghezza)</translation>
        </message>
        <message>
            <source>Mean (red, green, blue)</source>
            <translation>Media (rosso, verde, blu)</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>Deviazione</translation>
        </message>
        <message>
            <source>red</source>
            <translation>rosso</translation>
        </message>
        <message>
            <source>green</source>
            <translation>verde</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>blu</translation>
        </message>
        <message>
            <source>Mean, %1</source>
            <translation>Media, %1</translation>
        </message>
        <message>
            <source>Deviation, %1</source>
            <translation>Deviazione, %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ProbePage</name>
        <message>
            <source>Probe a picture</source>
            <translation>Sonda un'immagine</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>Scegli un'immagine…</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>Esame di %1…</translation>
        </message>
        <message>
            <source>The network is opened for the first picture; later ones are quicker.</source>
            <translation>La rete si apre per la prima immagine; le successive sono più rapide.</translation>
        </message>
        <message>
            <source>This picture cannot be probed</source>
            <translation>Questa immagine non si può sondare</translation>
        </message>
        <message>
            <source>Choose another…</source>
            <translation>Scegline un'altra…</translation>
        </message>
        <message>
            <source>Keeps both pictures, the place and the predictions in the project</source>
            <translation>Conserva nel progetto le due immagini, il posto e le previsioni</translation>
        </message>
        <message>
            <source>Pairs cannot be kept: %1</source>
            <translation>Le coppie non si possono conservare: %1</translation>
        </message>
        <message>
            <source>Cut and paste</source>
            <translation>Taglia e incolla</translation>
        </message>
        <message>
            <source>Heat map</source>
            <translation>Mappa di calore</translation>
        </message>
        <message>
            <source>Keep pair</source>
            <translation>Conserva la coppia</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>Togli</translation>
        </message>
        <message>
            <source>Paste a part of another picture onto this one and watch the prediction</source>
            <translation>Incolla una parte di un'altra immagine su questa e osserva la previsione</translation>
        </message>
        <message>
            <source>Colours by the unit's activation instead of its mask</source>
            <translation>Colori secondo l'attivazione dell'unità al posto della maschera</translation>
        </message>
        <message>
            <source>Strength of the heat map or mask</source>
            <translation>Intensità della mappa di calore o della maschera</translation>
        </message>
        <message>
            <source>Strength of the heat map or mask; none shows the bare picture</source>
            <translation>Intensità della mappa di calore o della maschera; a zero si vede l'immagine nuda</translation>
        </message>
        <message>
            <source>Takes the pasted piece away (Delete)</source>
            <translation>Toglie il pezzo incollato (Canc)</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <translation>%1 su %2</translation>
        </message>
        <message>
            <source>Drop an image on the window, paste one (Ctrl+V) or choose a file. Brera shows what the network takes it for and which units answer.</source>
            <translation>Trascina un'immagine sulla finestra, incollane una (Ctrl+V) o scegli un file. Brera mostra per che cosa la rete la prende e quali unità rispondono.</translation>
        </message>
        <message>
            <source>Use an example</source>
            <translation>Usa un esempio</translation>
        </message>
        <message>
            <source>class %1 · %2</source>
            <translation>classe %1 · %2</translation>
        </message>
        <message>
            <source>Paste onto %1</source>
            <translation>Incolla su %1</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Intensità</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ProbeSide</name>
        <message>
            <source>Switch all on</source>
            <translation>Accendi tutte</translation>
        </message>
        <message>
            <source>Predictions</source>
            <translation>Previsioni</translation>
        </message>
        <message>
            <source>Units that answer</source>
            <translation>Unità che rispondono</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>Previsione</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unità</translation>
        </message>
        <message>
            <source>Which units come first</source>
            <translation>Quali unità vengono prima</translation>
        </message>
        <message>
            <source>that fire most</source>
            <translation>che rispondono di più</translation>
        </message>
        <message>
            <source>that carried</source>
            <translation>che hanno sostenuto</translation>
        </message>
        <message>
            <source>that spoke against</source>
            <translation>che si sono opposte</translation>
        </message>
        <message>
            <source>By their place among their own maxima over the project's images</source>
            <translation>Secondo il loro posto fra i propri massimi sulle immagini del progetto</translation>
        </message>
        <message>
            <source>By activation × gradient of the class, summed over the picture</source>
            <translation>Per attivazione × gradiente della classe, sommati sull'immagine</translation>
        </message>
        <message>
            <source>The same, most negative first</source>
            <translation>Lo stesso, prima i più negativi</translation>
        </message>
        <message>
            <source>Class that units carried or spoke against</source>
            <translation>Classe che le unità hanno sostenuto o contrastato</translation>
        </message>
        <message>
            <source>⊘ switches a unit off</source>
            <translation>⊘ spegne un'unità</translation>
        </message>
        <message>
            <source>Or the space bar, on the unit that is looked at</source>
            <translation>O la barra spaziatrice, sull'unità in esame</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off</source>
            <translation>Che cosa sostituisce un'unità spenta</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off: zero, as in the paper, or its mean over the project's images</source>
            <translation>Che cosa sostituisce un'unità spenta: zero, come nell'articolo, o la sua media sulle immagini del progetto</translation>
        </message>
        <message>
            <source>to zero</source>
            <translation>a zero</translation>
        </message>
        <message>
            <source>to mean</source>
            <translation>alla media</translation>
        </message>
        <message>
            <source>Contribution to %1: activation × gradient</source>
            <translation>Contributo a %1: attivazione × gradiente</translation>
        </message>
        <message>
            <source>Contribution to %1</source>
            <translation>Contributo a %1</translation>
        </message>
        <message>
            <source>With the piece on it. %1</source>
            <translation>Con il pezzo incollato. %1</translation>
        </message>
        <message>
            <source>From before the piece was moved, until you let go</source>
            <translation>Di prima dello spostamento, finché non lasci</translation>
        </message>
        <message numerus="yes">
            <source>%n switched off</source>
            <translation>
                <numerusform>%n spenta</numerusform>
                <numerusform>%n spente</numerusform>
            </translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>Mostra meno</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Mostra tutte</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::RecentDelegate</name>
        <message>
            <source>missing</source>
            <translation>manca</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::RecentModel</name>
        <message>
            <source>%1
The file is not there any more.</source>
            <translation>%1
Il file non c'è più.</translation>
        </message>
        <message>
            <source>missing, %1</source>
            <translation>manca, %1</translation>
        </message>
        <message>
            <source>opened today</source>
            <translation>aperto oggi</translation>
        </message>
        <message>
            <source>opened yesterday</source>
            <translation>aperto ieri</translation>
        </message>
        <message>
            <source>opened %1</source>
            <translation>aperto il %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ResponseDelegate</name>
        <message>
            <source>stronger than on %1 of images</source>
            <translation>più forte che sul %1 delle immagini</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ResponseModel</name>
        <message>
            <source>%1 · activation %2</source>
            <translation>%1 · attivazione %2</translation>
        </message>
        <message>
            <source>Gave the class %1 (activation × gradient)</source>
            <translation>Ha dato alla classe %1 (attivazione × gradiente)</translation>
        </message>
        <message>
            <source>Stronger than on %1 of the project's images</source>
            <translation>Più forte che sul %1 delle immagini del progetto</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SearchListModel</name>
        <message>
            <source>%1
%2 of %3 units decided, %4 confirmed</source>
            <translation>%1
%2 di %3 unità decise, %4 confermate</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SearchView</name>
        <message>
            <source>Save search…</source>
            <translation>Salva ricerca…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
        <message>
            <source>layer</source>
            <translation>livello</translation>
        </message>
        <message>
            <source>units found</source>
            <translation>unità trovate</translation>
        </message>
        <message>
            <source>Units found</source>
            <translation>Unità trovate</translation>
        </message>
        <message>
            <source>Order of the units found</source>
            <translation>Ordine delle unità trovate</translation>
        </message>
        <message>
            <source>sorted by match</source>
            <translation>ordinate per corrispondenza</translation>
        </message>
        <message>
            <source>sorted by activation</source>
            <translation>ordinate per attivazione</translation>
        </message>
        <message>
            <source>sorted by wpmi</source>
            <translation>ordinate per wpmi</translation>
        </message>
        <message>
            <source>sorted by importance</source>
            <translation>ordinate per importanza</translation>
        </message>
        <message>
            <source>sorted by layer</source>
            <translation>ordinate per livello</translation>
        </message>
        <message>
            <source>Keep this search, and verdicts on what it finds, under a name</source>
            <translation>Conserva questa ricerca, e i verdetti su ciò che trova, con un nome</translation>
        </message>
        <message>
            <source>Back to the layers (Esc)</source>
            <translation>Torna ai livelli (Esc)</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Non è stato trovato nulla</translation>
        </message>
        <message>
            <source>No description, tag or note says this. Try another word, part of one (anim*), or all words of a kind (~animal).</source>
            <translation>Nessuna descrizione, tag o nota lo dice. Prova un'altra parola, una parte (anim*), o tutte le parole di un genere (~animal).</translation>
        </message>
        <message>
            <source>%1 units</source>
            <translation>%1 unità</translation>
        </message>
        <message>
            <source>the best %1 of %2 units</source>
            <translation>le migliori %1 di %2 unità</translation>
        </message>
        <message>
            <source>1 unit</source>
            <translation>1 unità</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <comment>so many units</comment>
            <translation>%1 in %2</translation>
        </message>
        <message>
            <source>taken word by word</source>
            <translation>presa parola per parola</translation>
        </message>
        <message>
            <source>found</source>
            <translation>trovate</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confermate</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SetFigures</name>
        <message>
            <source>cannot be measured</source>
            <translation>non si può misurare</translation>
        </message>
        <message>
            <source>%1: %2 of %3 images right, top 5 %4, loss %5</source>
            <translation>%1: %2 di %3 immagini giuste, prime 5 %4, perdita %5</translation>
        </message>
        <message>
            <source>Whole network</source>
            <translation>Rete intera</translation>
        </message>
        <message>
            <source>Without the units</source>
            <translation>Senza le unità</translation>
        </message>
        <message>
            <source>An estimate from the images so far</source>
            <translation>Una stima dalle immagini viste finora</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SetsPanel</name>
        <message>
            <source>Take this set away</source>
            <translation>Togli questo insieme</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Aggiungi cartella…</translation>
        </message>
        <message>
            <source>Add CSV…</source>
            <translation>Aggiungi CSV…</translation>
        </message>
        <message>
            <source>Evaluation sets</source>
            <translation>Insiemi di valutazione</translation>
        </message>
        <message>
            <source>Images in folders that bear the names of classes</source>
            <translation>Immagini in cartelle che portano i nomi delle classi</translation>
        </message>
        <message>
            <source>A file of lines: path of an image, its class</source>
            <translation>Un file di righe: percorso di un'immagine, la sua classe</translation>
        </message>
        <message>
            <source>not opened yet</source>
            <translation>non ancora aperto</translation>
        </message>
        <message>
            <source>Folder of labelled images</source>
            <translation>Cartella di immagini con etichette</translation>
        </message>
        <message>
            <source>List of labelled images</source>
            <translation>Elenco di immagini con etichette</translation>
        </message>
        <message>
            <source>Lists (*.csv);;All files (*)</source>
            <translation>Elenchi (*.csv);;Tutti i file (*)</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message numerus="yes">
            <source>%Ln images</source>
            <translation>
                <numerusform>%Ln immagine</numerusform>
                <numerusform>%Ln immagini</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::StartPage</name>
        <message>
            <source>A gallery for the neurons of vision networks</source>
            <translation>Una galleria dei neuroni delle reti visive</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>Apri la demo</translation>
        </message>
        <message>
            <source>A small network and drawn images, made on this computer</source>
            <translation>Una piccola rete e immagini disegnate, fatte su questo computer</translation>
        </message>
        <message>
            <source>New project…</source>
            <translation>Nuovo progetto…</translation>
        </message>
        <message>
            <source>From a network and a folder of images (Ctrl+N)</source>
            <translation>Da una rete e una cartella di immagini (Ctrl+N)</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>Apri progetto…</translation>
        </message>
        <message>
            <source>A .brera file (Ctrl+O)</source>
            <translation>Un file .brera (Ctrl+O)</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>Progetti recenti</translation>
        </message>
        <message>
            <source>Remove from this list</source>
            <translation>Togli da questo elenco</translation>
        </message>
        <message>
            <source>Drop a .brera project here</source>
            <translation>Trascina qui un progetto .brera</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ThresholdPanel</name>
        <message>
            <source>Reset</source>
            <translation>Ripristina</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Soglia</translation>
        </message>
        <message>
            <source>What lies above is inside the mask</source>
            <translation>Ciò che sta sopra è dentro la maschera</translation>
        </message>
        <message>
            <source>Back to the project's threshold</source>
            <translation>Torna alla soglia del progetto</translation>
        </message>
        <message>
            <source>quantile %L1</source>
            <translation>quantile %L1</translation>
        </message>
        <message>
            <source>%L1% above</source>
            <translation>%L1% sopra</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::TrayModel</name>
        <message>
            <source>%1 is switched off. Enter shows it, Delete switches it on again.</source>
            <translation>%1 è spenta. Invio la mostra, Canc la riaccende.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::UnitModel</name>
        <message>
            <source>highest activation %1</source>
            <translation>attivazione massima %1</translation>
        </message>
        <message>
            <source>%1; %2</source>
            <translation>%1; %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::WeightModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::WhyPanel</name>
        <message>
            <source>Best descriptions</source>
            <translation>Descrizioni migliori</translation>
        </message>
        <message>
            <source>How descriptions are chosen</source>
            <translation>Come si scelgono le descrizioni</translation>
        </message>
        <message>
            <source>How all units' descriptions are chosen from what the search has found</source>
            <translation>Come si scelgono le descrizioni di tutte le unità tra ciò che la ricerca ha trovato</translation>
        </message>
        <message>
            <source>Lambda: weight against common phrases</source>
            <translation>Lambda: peso contro le frasi comuni</translation>
        </message>
        <message>
            <source>The choice is not kept: %1</source>
            <translation>La scelta non si conserva: %1</translation>
        </message>
        <message>
            <source>Only the best</source>
            <translation>Solo le migliori</translation>
        </message>
        <message>
            <source>All %1</source>
            <translation>Tutte le %1</translation>
        </message>
        <message>
            <source>The likeliest word each time, without a search</source>
            <translation>Ogni volta la parola più probabile, senza ricerca</translation>
        </message>
        <message>
            <source>The likeliest words that the search has found</source>
            <translation>Le parole più probabili trovate dalla ricerca</translation>
        </message>
        <message>
            <source>Of what the search has found, the words with the highest wpmi</source>
            <translation>Fra ciò che la ricerca ha trovato, le parole con il wpmi più alto</translation>
        </message>
        <message>
            <source>The search itself went by wpmi, with the λ it was given</source>
            <translation>La ricerca stessa ha seguito il wpmi, con il λ dato</translation>
        </message>
        <message>
            <source>λ: how much common words are held back, for all units. 0 takes the likeliest words.</source>
            <translation>λ: quanto sono frenate le parole comuni, per tutte le unità. 0 prende le parole più probabili.</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::WordStrip</name>
        <message>
            <source>Left and right go through the words; the exemplars show how much of its attention each word gave them</source>
            <translation>Sinistra e destra scorrono le parole; gli esemplari mostrano quanta attenzione ciascuna ha dato loro</translation>
        </message>
    </context>
</TS>
