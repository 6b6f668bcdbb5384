import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { Suites, Verdict } from "#socle/pages/design/gabarit.tsx";
import { EtatVide, Phrases } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { SIGNALEES } from "../../images/signalees-table.ts";
import type { Demandes } from "../../lectures/demande/demandes.ts";
import type { LigneSignalee } from "../../lectures/demande/lister-signalees.ts";
import { VUES_DEMANDES, type VueDemandes } from "../../lectures/demande/ports.ts";
import { DELAIS } from "../../regles/demande/anciennete.ts";
import type { FondObservatoire, QuestionObservatoire } from "../adresses.ts";
import { FigureReponse, suitesFigures } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_DEMANDES = "observatoire/demandes";
export const CHEMIN_LISTE = `${CHEMIN_DEMANDES}/sans-suite`;

export type DemandesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly vue: VueDemandes;
  /** null: no stock is published. */
  readonly demandes: Demandes | null;
  readonly fond: FondObservatoire | null;
  readonly comparer: string | null;
  readonly deposer: boolean;
};

const TITRE = "Demandes et attributions";

const LIBELLE_VUE: Readonly<Record<VueDemandes, string>> = {
  stock: "Stock et flux",
  pression: "Pression",
  "non-pourvues": "Demandes anciennes et sans suite",
  parcours: "Veille et parcours",
  attributions: "Attributions",
};

export function renderDemandesPage(props: DemandesPageProps): string {
  const { cadre, epci, demandes, vue, deposer } = props;
  return renderPageObservatoire({
    cadre,
    titre: `${TITRE} : ${LIBELLE_VUE[vue].toLowerCase()}`,
    enTete: TITRE,
    sous: demandes === null ? null : <Sous demandes={demandes} />,
    actes: <a href={hrefTerritoire(epci, "observatoire/packs")}>Packs trimestriels</a>,
    children: (
      <>
        {demandes === null ? (
          <EtatVide titre="Aucun stock de demandes n’est publié">
            <p>
              Cette page se fait à partir de l’extraction « stock » du SNE.{" "}
              {deposer ? <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer le fichier</a> : null}
            </p>
          </EtatVide>
        ) : (
          <Contenu {...props} demandes={demandes} />
        )}
      </>
    ),
  });
}

type ContenuProps = DemandesPageProps & { readonly demandes: Demandes };

function questionOf({
  vue,
  stock,
  delai,
  silence,
  commune,
  typologie,
  comparer,
}: Demandes & Pick<DemandesPageProps, "vue" | "comparer">): QuestionObservatoire {
  return { vue, stock, delai, silence, commune, typologie, comparer };
}

/** One stock alone: nothing has moved, as far as is known. */
function Sous({ demandes: { reference, choix } }: { demandes: Demandes }) {
  return (
    <>
      Stock au {formatJour(reference)}.
      {choix.stocks.length === 1 ? " Un seul stock est publié : aucune évolution à montrer." : ""}
    </>
  );
}

function Contenu(props: ContenuProps) {
  const { cadre, epci, vue, demandes, fond, comparer } = props;
  const question = questionOf({ ...demandes, vue, comparer });
  const [premiere, ...autres] = demandes.figures[vue];
  const [phrase, ...suite] = demandes.phrases;
  // The stock as a whole is answered by its sum; each other part by what its figure says.
  const lecture = vue === "stock" ? null : (premiere?.lecture ?? null);
  return (
    <>
      <Vues epci={epci} vue={vue} question={question} />
      <Filtres {...props} />
      <Verdict id="reponse" question={LIBELLE_VUE[vue]} phrase={lecture ?? phrase}>
        <Phrases phrases={lecture === null ? suite : []} classe="suite" />
        {demandes.absents ? <p class="discret">{demandes.absents}</p> : null}
      </Verdict>
      {premiere ? (
        <FigureReponse figure={premiere} cadre={cadre} chemin={CHEMIN_DEMANDES} question={question} fond={fond} />
      ) : null}
      <Suites
        suites={[
          ...suitesFigures(autres, { epci, chemin: CHEMIN_DEMANDES, question }),
          ...(vue === "non-pourvues" ? [{ href: hrefListe(epci, demandes), libelle: TITRE_LISTE }] : []),
        ]}
      />
    </>
  );
}

type VuesProps = { readonly epci: string; readonly vue: VueDemandes; readonly question: QuestionObservatoire };

function Vues({ epci, vue, question }: VuesProps) {
  const vues = VUES_DEMANDES.map((code) => ({
    libelle: LIBELLE_VUE[code],
    href: hrefTerritoire(epci, CHEMIN_DEMANDES, { ...question, vue: code, comparer: null }),
    ici: code === vue,
  }));
  return <VuesListe nom="Parties de la page" vues={vues} />;
}

function Filtres({ epci, vue, demandes }: ContenuProps) {
  const { choix, stock, delai, silence, commune, typologie } = demandes;
  const mois = DELAIS.map((valeur) => ({ code: String(valeur), nom: `${valeur} mois` }));
  const filtree = vue === "stock" || vue === "non-pourvues";
  return (
    <BarreFiltres action={hrefTerritoire(epci, CHEMIN_DEMANDES)} titre="Choisir les demandes" garde={{ vue }}>
      <Choisir
        nom="stock"
        libelle="Stock"
        options={choix.stocks.map((code) => ({ code, nom: labelStock(code) }))}
        valeur={stock}
      />
      {filtree ? (
        <>
          <Choisir nom="commune" libelle="Commune souhaitée" options={choix.communes} valeur={commune} tous="Toutes" />
          <Choisir nom="typologie" libelle="Type recherché" options={choix.typologies} valeur={typologie} tous="Tous" />
        </>
      ) : null}
      {vue === "non-pourvues" ? (
        <>
          <Choisir nom="delai" libelle="Non pourvues depuis plus de" options={mois} valeur={String(delai)} />
          <Choisir nom="silence" libelle="Sans suite depuis plus de" options={mois} valeur={String(silence)} />
        </>
      ) : null}
    </BarreFiltres>
  );
}

/** « 2017 » → « fin 2017 », « 2018-T3 » → « fin du T3 2018 ». */
export function labelStock(periode: string): string {
  const [annee, trimestre] = periode.split("-");
  return trimestre === undefined ? `fin ${annee}` : `fin du ${trimestre} ${annee}`;
}

const TITRE_LISTE = "Les mailles du filet : la liste";

function hrefListe(epci: string, { stock, delai, silence, commune, typologie }: Demandes, fichier = ""): string {
  return hrefTerritoire(epci, `${CHEMIN_LISTE}${fichier}`, { stock, delai, silence, commune, typologie });
}

type ListePageProps = Pick<DemandesPageProps, "cadre" | "epci" | "demandes"> & {
  /** null: the person may not read the rows. */
  readonly signalees: readonly LigneSignalee[] | null;
};

/** Shows the rows to whoever may read them (« Aucun demandeur ne passe entre les mailles du filet »); the sums are open to every member. */
export function renderListePage({ cadre, epci, demandes, signalees }: ListePageProps): string {
  return renderPageObservatoire({
    cadre,
    titre: TITRE_LISTE,
    sous: demandes === null ? null : <Sous demandes={demandes} />,
    exporter: demandes && signalees?.length ? [{ href: hrefListe(epci, demandes, ".csv"), libelle: "CSV" }] : [],
    children:
      demandes === null ? (
        <p>Aucun stock de demandes n’est publié.</p>
      ) : (
        <Liste demandes={demandes} signalees={signalees} />
      ),
  });
}

function Liste({ demandes, signalees }: { demandes: Demandes; signalees: ListePageProps["signalees"] }) {
  if (signalees === null) {
    return (
      <p>
        La liste, sans nom, est ouverte à l’EPCI, à l’État et à la commission de coordination. Votre habilitation ouvre
        les nombres.
      </p>
    );
  }
  if (signalees.length === 0) return <p>Aucune demande n’est dans ce cas.</p>;
  return (
    <>
      <p>
        Sans nom : la référence, tirée de l’empreinte du numéro unique, sert à en parler avec le guichet. Les plus
        anciennes d’abord
        {signalees.length < demandes.signalees.nombre
          ? ` ; ${formatNombre(signalees.length)} sur ${formatNombre(demandes.signalees.nombre)}, le fichier les contient toutes`
          : ""}
        .
      </p>
      <TableSignalees lignes={signalees} />
    </>
  );
}

function TableSignalees({ lignes }: { lignes: readonly LigneSignalee[] }) {
  return (
    <Table
      table={{ ...SIGNALEES, titre: `${SIGNALEES.titre} : ${formatCompte(lignes.length, "ligne")}` }}
      lignes={lignes}
      rendu={{ reference: ({ reference }) => <code>{reference}</code> }}
    />
  );
}
