namespace Cig.Rules;

/// <summary>The acts that the rules cite, one name each. Files of rules say <c>using static Cig.Rules.Law;</c>.</summary>
public static class Law
{
    /// <summary>"The Decree", in force since 24 September 2015.</summary>
    public static readonly Act Dlgs148 = new("D.Lgs. 148/2015", Text.Of(
        $"Riordino degli ammortizzatori sociali in costanza di rapporto di lavoro", $"Reform of the income supports during employment", $"Neuordnung der Einkommensstützen bei bestehendem Arbeitsverhältnis"));

    /// <summary>Corrective decree, in force since 8 October 2016.</summary>
    public static readonly Act Dlgs185 = new("D.Lgs. 185/2016", Text.Of(
        $"Correttivo del D.Lgs. 148/2015 (termini di CIGO e CIGS)", $"Corrections to the Decree (terms of CIGO and CIGS)", $"Berichtigungen zum Dekret (Fristen von CIGO und CIGS)"));

    /// <summary>Budget law 2022: suspensions that begin from 1 January 2022.</summary>
    public static readonly Act L234 = new("L. 234/2021", Text.Of(
        $"Legge di bilancio 2022: riforma delle integrazioni salariali", $"Budget law 2022: reform of the wage supplements", $"Haushaltsgesetz 2022: Reform des Lohnausgleichs"));

    /// <summary>Corrections of early 2022, with its conversion law.</summary>
    public static readonly Act Dl4 = new("DL 4/2022", Text.Of(
        $"Correzioni alla riforma del 2022", $"Corrections to the reform of 2022", $"Berichtigungen zur Reform von 2022"));

    /// <summary>In force since 12 January 2025.</summary>
    public static readonly Act L203 = new("L. 203/2024", Text.Of(
        $"Collegato lavoro: altro lavoro durante l'integrazione", $"Labour provisions of 2024: other work during the supplement", $"Arbeitsgesetz 2024: andere Arbeit während des Lohnausgleichs"));

    /// <summary>In force since 18 December 2025.</summary>
    public static readonly Act L182 = new("L. 182/2025", Text.Of(
        $"Semplificazioni: comunicazione dell'altro lavoro anche al datore di lavoro", $"Simplifications: other work is told to the employer as well", $"Vereinfachungen: andere Arbeit ist auch dem Arbeitgeber mitzuteilen"));

    /// <summary>Budget law 2026.</summary>
    public static readonly Act L199 = new("L. 199/2025", Text.Of(
        $"Legge di bilancio 2026", $"Budget law 2026", $"Haushaltsgesetz 2026"));

    /// <summary>Art. 26: the reduction of 5.84 %.</summary>
    public static readonly Act L41 = new("L. 41/1986", Text.Of(
        $"Legge finanziaria 1986: riduzione del 5,84%", $"Finance law 1986: the reduction of 5.84%", $"Finanzgesetz 1986: Kürzung um 5,84 %"));

    /// <summary>Art. 2, c. 17: the ceiling raised by a fifth.</summary>
    public static readonly Act L549 = new("L. 549/1995", Text.Of(
        $"Massimale aumentato per le intemperie stagionali in edilizia e lapidei", $"Ceiling raised for seasonal bad weather in building and stone", $"Erhöhte Höchstgrenze bei Schlechtwetter im Bau- und Steinsektor"));

    /// <summary>The agricultural supplement (CISOA).</summary>
    public static readonly Act L457 = new("L. 457/1972", Text.Of(
        $"Integrazione salariale degli operai agricoli (CISOA)", $"Wage supplement of agricultural workers (CISOA)", $"Lohnausgleich der landwirtschaftlichen Arbeitskräfte (CISOA)"));

    /// <summary>Art. 4-bis: UniLav, the notice of hiring.</summary>
    public static readonly Act Dlgs181 = new("D.Lgs. 181/2000", Text.Of(
        $"Comunicazioni obbligatorie di assunzione", $"Compulsory notices of hiring", $"Pflichtmeldungen bei Einstellungen"));

    /// <summary>The single child allowance, paid from 1 March 2022.</summary>
    public static readonly Act Dlgs230 = new("D.Lgs. 230/2021", Text.Of(
        $"Assegno unico e universale per i figli a carico", $"Single allowance for dependent children", $"Einheitliches Kindergeld"));

    /// <summary>Art. 51: what a company agreement is.</summary>
    public static readonly Act Dlgs81 = new("D.Lgs. 81/2015", Text.Of(
        $"Contratti collettivi aziendali", $"Company collective agreements", $"Betriebliche Kollektivverträge"));

    /// <summary>Heat decree of 2023.</summary>
    public static readonly Act Dl98 = new("DL 98/2023", Text.Of(
        $"Decreto caldo 2023", $"Heat decree 2023", $"Hitzedekret 2023"));

    /// <summary>Heat decree of 2024.</summary>
    public static readonly Act Dl63 = new("DL 63/2024", Text.Of(
        $"Decreto caldo 2024", $"Heat decree 2024", $"Hitzedekret 2024"));

    /// <summary>Heat decree of 2025, complex-crisis areas, groups.</summary>
    public static readonly Act Dl92 = new("DL 92/2025", Text.Of(
        $"Misure urgenti 2025: caldo, aree di crisi complessa, gruppi", $"Urgent measures 2025: heat, complex-crisis areas, groups", $"Dringlichkeitsmaßnahmen 2025: Hitze, komplexe Krisengebiete, Konzerne"));

    /// <summary>Heat decree of 2026; its conversion law was not read.</summary>
    public static readonly Act Dl107 = new("DL 107/2026", Text.Of(
        $"Decreto caldo 2026", $"Heat decree 2026", $"Hitzedekret 2026"));

    /// <summary>Art. 44: closure of the business.</summary>
    public static readonly Act Dl109 = new("DL 109/2018", Text.Of(
        $"CIGS per cessazione dell'attività", $"CIGS for closure of the business", $"CIGS bei Betriebsschließung"));

    /// <summary>Funds had until 30 June 2023 to adapt.</summary>
    public static readonly Act Dl198 = new("DL 198/2022", Text.Of(
        $"Proroga dell'adeguamento dei fondi di solidarietà", $"More time for the solidarity funds to adapt", $"Aufschub der Anpassung der Solidaritätsfonds"));

    /// <summary>Causes of CIGO, report, request for integration.</summary>
    public static readonly Act Dm95442 = new("D.M. 95442/2016", Text.Of(
        $"Causali della CIGO e loro prova", $"Causes of the ordinary supplement and their proof", $"Gründe des ordentlichen Lohnausgleichs und ihr Nachweis"));

    /// <summary>Programmes of reorganisation and crisis; not read again.</summary>
    public static readonly Act Dm94033 = new("D.M. 94033/2016", Text.Of(
        $"Causali della CIGS e loro prova", $"Causes of the extraordinary supplement and their proof", $"Gründe des außerordentlichen Lohnausgleichs und ihr Nachweis"));

    /// <summary>Gazette 253/2022: what a missed course costs.</summary>
    public static readonly Act DmTraining = new("D.M. 2 agosto 2022", Text.Of(
        $"Obbligo di formazione durante la CIGS e sanzioni", $"Duty of training during CIGS and its sanctions", $"Schulungspflicht während der CIGS und Sanktionen"));

    /// <summary>Rates of the fund of the professions.</summary>
    public static readonly Act DiProfessionals = new("D.I. 21 maggio 2024", Text.Of(
        $"Fondo di solidarietà delle attività professionali", $"Solidarity fund of the professions", $"Solidaritätsfonds der freien Berufe"));

    /// <summary>National holidays.</summary>
    public static readonly Act L260 = new("L. 260/1949", Text.Of($"Ricorrenze festive", $"National holidays", $"Feiertage"));

    /// <summary>Pay of holidays; artt. 2 and 3.</summary>
    public static readonly Act L90 = new("L. 90/1954", Text.Of($"Trattamento economico delle festività", $"Pay of holidays", $"Bezahlung der Feiertage"));

    /// <summary>Art. 47: declarations in place of an affidavit.</summary>
    public static readonly Act Dpr445 = new("D.P.R. 445/2000", Text.Of($"Dichiarazioni sostitutive", $"Sworn declarations", $"Eidesstattliche Erklärungen"));

    /// <summary>Holidays abolished in 1977, and Epiphany restored later.</summary>
    public static readonly Act L54 = new("L. 54/1977", Text.Of($"Giorni festivi soppressi e ripristinati", $"Holidays abolished and restored", $"Abgeschaffte und wieder eingeführte Feiertage"));

    /// <summary>4 October a national holiday again from 2026.</summary>
    public static readonly Act L151 = new("L. 151/2025", Text.Of($"San Francesco di nuovo festa nazionale", $"Saint Francis a national holiday again", $"Franz von Assisi wieder Feiertag"));

    /// <summary>How a codice fiscale is made.</summary>
    public static readonly Act Dm1976 = new("D.M. 23/12/1976", Text.Of($"Formazione del codice fiscale", $"How the codice fiscale is made", $"Aufbau der Steuernummer"));

    /// <summary>Art. 29: sixty days before the administrative court.</summary>
    public static readonly Act Dlgs104 = new("D.Lgs. 104/2010", Text.Of($"Codice del processo amministrativo", $"Code of administrative procedure", $"Verwaltungsprozessordnung"));

    /// <summary>Art. 9: one hundred and twenty days for the extraordinary appeal.</summary>
    public static readonly Act Dpr1199 = new("D.P.R. 1199/1971", Text.Of($"Ricorsi amministrativi", $"Administrative appeals", $"Verwaltungsbeschwerden"));

    /// <summary>Art. 2963 counts terms, art. 2112 transfers of undertakings.</summary>
    public static readonly Act CivilCode = new("c.c.", Text.Of($"Codice civile", $"Civil code", $"Zivilgesetzbuch"));

    /// <summary>An INPS circular, for instance <c>Circular("4/2026")</c>.</summary>
    public static Act Circular(string number) => new($"circ. INPS {number}", Text.Of($"Circolare INPS", $"Circular of INPS", $"Rundschreiben des INPS"));

    /// <summary>An INPS message, for instance <c>Message("4275/2017")</c>.</summary>
    public static Act Message(string number) => new($"msg. INPS {number}", Text.Of($"Messaggio INPS", $"Message of INPS", $"Mitteilung des INPS"));

    /// <summary>A circular of the Ministry of Labour, for instance <c>MinistryCircular("17/2017")</c>.</summary>
    public static Act MinistryCircular(string number) => new(
        $"circ. Min. Lavoro {number}", Text.Of($"Circolare del Ministero del lavoro", $"Circular of the Ministry of Labour", $"Rundschreiben des Arbeitsministeriums"));

    /// <summary>Another act of practice or a ruling, cited as jurists do: <c>Practice("Cass. 1231/2025")</c>, <c>Practice("interpello 1/2019")</c>.</summary>
    public static Act Practice(string name) => new(name, Text.Of($"Prassi e giurisprudenza", $"Practice and case law", $"Praxis und Rechtsprechung"));
}
