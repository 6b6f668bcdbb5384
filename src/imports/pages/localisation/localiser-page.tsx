import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { AdresseALocaliser, AdresseDeduite, Localisation } from "#donnees/lectures/localisation/ports.ts";
import { LIBELLE_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";
import { type CarteProposition, renderCarteProposition } from "#socle/images/carte.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatBornes, formatCompte, formatNombre, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Proposition } from "../../actes/localisation/localiser.ts";
import type { EffetLocalisation } from "../../lectures/localisation/effet.ts";
import type { GroupeAdresses } from "../../lectures/localisation/grouper.ts";
import { ChampMotif } from "../champ-motif.tsx";
import { Deduites } from "./deduites-table.tsx";
import { GroupesAdresses } from "./groupes-adresses.tsx";
import { HistoriqueLocalisations } from "./historique-table.tsx";
import { COTE, nomAdresse } from "./mots.ts";
import { keyOf, nomCandidate } from "./proposition.ts";

export const VUES = ["deduites", "decisions"] as const;

/** The year whose bilan each answer would change. */
type EffetAnnee = EffetLocalisation & { readonly annee: number };

export type LocaliserProps = {
  readonly cadre: Cadre;
  readonly liste: readonly AdresseALocaliser[];
  /** The same, by commune and bailleur. */
  readonly groupes: readonly GroupeAdresses[];
  /** null: what is left to locate. */
  readonly vue: (typeof VUES)[number] | null;
  readonly deduites: readonly AdresseDeduite[];
  /** Address to repair; null: none is left. */
  readonly courante: AdresseALocaliser | null;
  /** Proposals for the address to repair. */
  readonly propositions: readonly Proposition[];
  readonly effet: EffetAnnee | null;
  readonly commune: CarteProposition["commune"];
  readonly qpv: CarteProposition["qpv"];
  readonly historique: readonly Localisation[];
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** Input about the place, when it is refused. */
  readonly saisie: SaisieLieu;
};

type SaisieLieu = { readonly motif: string; readonly aRelire: boolean };

export function renderLocaliserPage(props: LocaliserProps): string {
  const { cadre, annonce, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : localiser" : "Localiser",
    islands: ["localiser"],
    children: (
      <>
        <h1>Attributions à localiser</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <Vues epci={epci} props={props} />
        {props.vue === "deduites" ? <Deduites epci={epci} deduites={props.deduites} saisie={props.saisie} /> : null}
        {props.vue === "decisions" ? <HistoriqueLocalisations epci={epci} historique={props.historique} /> : null}
        {props.vue === null ? <ALocaliser {...props} /> : null}
      </>
    ),
  });
}

/** What is left to locate; what was deduced and what was decided stand apart. */
function Vues({ epci, props }: { epci: string; props: LocaliserProps }) {
  const vues = [
    [null, "À localiser", props.liste.length],
    ["deduites", "Situées par déduction", props.deduites.length],
    ["decisions", "Décisions prises", props.historique.length],
  ] as const;
  return (
    <nav aria-label="Localisations">
      <ul class="ligne">
        {vues.map(([vue, libelle, nombre]) => (
          <li>
            <a
              href={hrefTerritoire(epci, "donnees/localiser", { vue })}
              aria-current={vue === props.vue ? "page" : undefined}
            >
              {libelle} ({formatNombre(nombre)})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ALocaliser(props: LocaliserProps) {
  const { cadre, liste, courante } = props;
  const epci = cadre.territoire?.epci ?? "";
  const lignes = liste.reduce((total, adresse) => total + adresse.lignes, 0);
  if (!courante) return <ToutEstLocalise epci={epci} />;
  return (
    <>
      <p class="chapo">
        {formatCompte(lignes, "attribution")}, {formatCompte(liste.length, "adresse")}. Tant qu’on ne sait pas où elles
        sont, elles élargissent les bornes du bilan.
      </p>
      <Adresse {...props} courante={courante} />
      <GroupesAdresses epci={epci} groupes={props.groupes} />
    </>
  );
}

function ToutEstLocalise({ epci }: { epci: string }) {
  return (
    <EtatVide titre="Rien à localiser">
      <p>
        Toutes les attributions publiées sont localisées, ou aucune n’est publiée.{" "}
        <a href={hrefTerritoire(epci, "bilan")}>Voir le bilan</a>
      </p>
    </EtatVide>
  );
}

type AdresseProps = LocaliserProps & { readonly courante: AdresseALocaliser };

function Adresse(props: AdresseProps) {
  const { cadre, courante, liste } = props;
  const epci = cadre.territoire?.epci ?? "";
  const rang = liste.findIndex(({ cleAdresse }) => cleAdresse === courante.cleAdresse);
  const suivante = liste[(rang + 1) % liste.length] ?? courante;
  const passer = hrefTerritoire(epci, "donnees/localiser", { adresse: suivante.cleAdresse });
  return (
    <blaise-localiser class="adresse" data-passer={passer}>
      <p class="discret">
        Adresse {formatNombre(rang + 1)} sur {formatNombre(liste.length)}
      </p>
      <h2>{nomAdresse(courante)}</h2>
      <p>{describeAdresse(courante)}</p>
      <Probable courante={courante} />
      <div class="deux">
        <div>
          <Propositions epci={epci} courante={courante} propositions={props.propositions} passer={passer} />
          <DecisionDirecte epci={epci} courante={courante} saisie={props.saisie} />
        </div>
        <div>
          <CarteAdresse {...props} />
          {props.effet ? <Effet effet={props.effet} /> : null}
        </div>
      </div>
    </blaise-localiser>
  );
}

function Probable({ courante: { probable } }: { courante: AdresseALocaliser }) {
  if (probable === null) return null;
  return (
    <p>
      Probablement <b>{COTE[probable.situation]}</b> : {LIBELLE_DEDUCTION[probable.motif]}. Les bornes n’en tiennent pas
      compte tant que personne ne le confirme.
    </p>
  );
}

function describeAdresse(adresse: AdresseALocaliser): string {
  const autres = adresse.lignes - 1;
  return [
    adresse.bailleurNom ?? adresse.bailleur,
    adresse.typologie,
    `${formatCompte(adresse.lignes, "attribution")} (${adresse.annees.join(", ")}), dont ${adresse.premierQuartile} au 1er quartile`,
    autres > 0 ? `${formatCompte(autres, "autre ligne", "autres lignes")} à la même adresse` : null,
    `${adresse.exemple.fichier}, ligne ${formatNombre(adresse.exemple.ligne)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

type PropositionsProps = {
  epci: string;
  courante: AdresseALocaliser;
  propositions: readonly Proposition[];
  passer: string;
};

function Propositions({ epci, courante, propositions, passer }: PropositionsProps) {
  if (propositions.length === 0) {
    return (
      <>
        <p>Aucune résidence du RPLS ne ressemble à cette adresse.</p>
        <Passer passer={passer} />
      </>
    );
  }
  return (
    <form method="post" action={hrefTerritoire(epci, "donnees/localiser")}>
      <input type="hidden" name="adresse" value={courante.cleAdresse} />
      <fieldset>
        <legend>Quelle résidence est-ce ?</legend>
        <p class="aide">
          Touches <kbd>1</kbd> à <kbd>{propositions.length}</kbd> pour choisir, <kbd>0</kbd> pour passer,{" "}
          <kbd>Entrée</kbd> pour enregistrer.
        </p>
        <div class="propositions">
          {propositions.map((proposition, i) => (
            <Choix proposition={proposition} numero={i + 1} />
          ))}
        </div>
      </fieldset>
      <p class="ligne">
        <button class="bouton" type="submit">
          Enregistrer et continuer
        </button>
        <Passer passer={passer} />
      </p>
    </form>
  );
}

type ChoixProps = { proposition: Proposition; numero: number };

function Choix({ proposition, numero }: ChoixProps) {
  const { candidate, score, motifs } = proposition;
  return (
    <label class="choix">
      <input type="radio" name="proposition" value={keyOf(candidate)} required data-touche={String(numero)} />
      <span>
        <b>
          {numero}. {nomCandidate(candidate)}
        </b>
        <br />
        {candidate.communeNom ?? candidate.commune} · {formatCompte(candidate.logements, "logement")}
        <br />
        <span class="discret">
          Ressemblance {score} sur 100{motifs.length > 0 ? ` : ${motifs.join(", ")}` : ""}
        </span>
      </span>
      <span>
        {candidate.situation === "qpv" ? (
          <Tag ton="neutre">En quartier prioritaire</Tag>
        ) : (
          <Tag ton="neutre">Hors quartier</Tag>
        )}
      </span>
    </label>
  );
}

function Passer({ passer }: { passer: string }) {
  return (
    <a class="bouton second" href={passer}>
      Aucune : laisser inconnue
    </a>
  );
}

type DecisionProps = { epci: string; courante: AdresseALocaliser; saisie: SaisieLieu };

/** Default reason of a confirmation, which the officer may change. */
function motifProbable({ probable }: AdresseALocaliser): string | undefined {
  return probable === null ? undefined : `Confirmé : ${LIBELLE_DEDUCTION[probable.motif]}`;
}

function DecisionDirecte({ epci, courante, saisie }: DecisionProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, "donnees/localiser")}>
      <input type="hidden" name="adresse" value={courante.cleAdresse} />
      <h3>Vous connaissez l’endroit ?</h3>
      <ChampMotif
        libelle="Comment le savez-vous ?"
        exemple="plan du bailleur du 3 mars"
        valeur={saisie.motif || motifProbable(courante)}
      />
      <Relire affiche={saisie.aRelire} />
      <p class="ligne">
        <button class="bouton second" type="submit" name="situation" value="qpv">
          En quartier prioritaire
        </button>
        <button class="bouton second" type="submit" name="situation" value="hors-qpv">
          Hors quartier prioritaire
        </button>
      </p>
    </form>
  );
}

function CarteAdresse({ propositions, commune, qpv }: AdresseProps) {
  const points = propositions.flatMap(({ candidate }, i) =>
    candidate.longitude === null || candidate.latitude === null
      ? []
      : [{ longitude: candidate.longitude, latitude: candidate.latitude, numero: i + 1 }],
  );
  if (points.length === 0 && !commune) return null;
  const svg = renderCarteProposition({ commune, qpv, points, largeur: 480, hauteur: 300 });
  return (
    <figure>
      {raw(svg)}
      <figcaption>
        {points.length > 0
          ? "Les numéros sont ceux des propositions ; en ocre, le quartier prioritaire."
          : "Aucune proposition n’a de coordonnées."}
      </figcaption>
    </figure>
  );
}

function Effet({ effet: { annee, avant, qpv, horsQpv } }: { effet: EffetAnnee }) {
  const lignes = [
    ["Aujourd’hui", avant.horsQpv],
    ["Si en quartier prioritaire", qpv.horsQpv],
    ["Si hors quartier prioritaire", horsQpv.horsQpv],
  ] as const;
  const table = defineTable<(typeof lignes)[number], Child>({
    code: "effet",
    titre: `Effet sur le bilan ${annee}, hors quartier prioritaire`,
    colonnes: [
      { code: "reponse", titre: "Réponse", valeur: ([libelle]) => libelle },
      {
        code: "part",
        titre: "Part",
        genre: "taux",
        valeur: ([, { taux }]) => taux,
        rendu: ([, mesure]) => <TauxOuManque mesure={mesure} />,
      },
      {
        code: "bornes",
        titre: "Bornes",
        valeur: ([, { bornes }]) => (bornes ? formatBornes(bornes) : { manque: "sans-objet" }),
      },
      { code: "verdict", titre: "Verdict", valeur: ([, { verdict }]) => LIBELLE_VERDICT[verdict] },
    ],
  });
  return <Table table={table} lignes={lignes} nom="Effet sur le bilan" />;
}
