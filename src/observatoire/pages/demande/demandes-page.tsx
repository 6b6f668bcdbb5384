import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { SIGNALEES } from "../../images/signalees-table.ts";
import type { Demandes } from "../../lectures/demande/demandes.ts";
import type { LigneSignalee } from "../../lectures/demande/lister-signalees.ts";
import { VUES_DEMANDES, type VueDemandes } from "../../lectures/demande/ports.ts";
import { DELAIS } from "../../regles/demande/anciennete.ts";
import type { FondObservatoire, QuestionObservatoire } from "../adresses.ts";
import { FigureBloc } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_DEMANDES = "observatoire/demandes";

export type DemandesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly vue: VueDemandes;
  /** null: no stock is published. */
  readonly demandes: Demandes | null;
  /** null: the person may not read the rows. */
  readonly signalees: readonly LigneSignalee[] | null;
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
    page: "observatoire/demandes",
    titre: `${TITRE} : ${LIBELLE_VUE[vue].toLowerCase()}`,
    enTete: TITRE,
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

function Contenu(props: ContenuProps) {
  const { cadre, epci, vue, demandes, fond, comparer } = props;
  const question = questionOf({ ...demandes, vue, comparer });
  return (
    <>
      <ul class="liens" aria-label="Parties de la page">
        {VUES_DEMANDES.map((code) => (
          <li>
            <a
              href={hrefTerritoire(epci, CHEMIN_DEMANDES, { ...question, vue: code, comparer: null })}
              aria-current={code === vue ? "page" : undefined}
            >
              {code === vue ? <strong>{LIBELLE_VUE[code]}</strong> : LIBELLE_VUE[code]}
            </a>
          </li>
        ))}
        <li>
          <a href={hrefTerritoire(epci, "observatoire/packs")}>Packs trimestriels</a>
        </li>
      </ul>
      <Filtres {...props} />
      <Message ton="neutre">
        {demandes.phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
        {demandes.absents ? <p>{demandes.absents}</p> : null}
        {demandes.choix.stocks.length === 1 ? (
          <p class="discret">
            Un seul stock est publié, au {formatJour(demandes.reference)} : aucune évolution à montrer.
          </p>
        ) : null}
      </Message>
      {demandes.figures[vue].map((figure) => (
        <FigureBloc figure={figure} cadre={cadre} chemin={CHEMIN_DEMANDES} question={question} fond={fond} />
      ))}
      {vue === "non-pourvues" ? <Liste {...props} /> : null}
    </>
  );
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
function labelStock(periode: string): string {
  const [annee, trimestre] = periode.split("-");
  return trimestre === undefined ? `fin ${annee}` : `fin du ${trimestre} ${annee}`;
}

/** Rows for authorised readers (« Aucun demandeur ne passe entre les mailles du filet »); the sums above are open to every member. */
function Liste({ epci, demandes, signalees }: ContenuProps) {
  const { stock, delai, silence, commune, typologie } = demandes;
  return (
    <section aria-labelledby="liste">
      <h2 id="liste">Les mailles du filet : la liste</h2>
      {signalees === null ? (
        <p>
          La liste, sans nom, est ouverte à l’EPCI, à l’État et à la commission de coordination. Votre habilitation
          ouvre les nombres ci-dessus.
        </p>
      ) : signalees.length === 0 ? (
        <p>Aucune demande n’est dans ce cas.</p>
      ) : (
        <>
          <p>
            Sans nom : la référence, tirée de l’empreinte du numéro unique, sert à en parler avec le guichet. Les plus
            anciennes d’abord
            {signalees.length < demandes.signalees.nombre
              ? ` ; ${formatNombre(signalees.length)} sur ${formatNombre(demandes.signalees.nombre)}, le fichier les contient toutes`
              : ""}
            .
          </p>
          <p>
            <a
              class="bouton second"
              href={hrefTerritoire(epci, `${CHEMIN_DEMANDES}/sans-suite.csv`, {
                stock,
                delai,
                silence,
                commune,
                typologie,
              })}
            >
              Télécharger la liste (CSV)
            </a>
          </p>
          <TableSignalees lignes={signalees} />
        </>
      )}
    </section>
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
