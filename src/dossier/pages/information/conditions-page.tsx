import type { Child } from "hono/jsx";
import { LIBELLE_ZONE_LOCATIVE } from "#droit/regles/plafonds-pli.ts";
import { LIBELLE_CATEGORIE, type NaturePlafond } from "#droit/regles/plafonds-ressources.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import { LIBELLE_ZONE_PLAFOND } from "#droit/regles/zone-plafond.ts";
import { Champ, Choix, type EtatFormulaire, Liste, type OptionListe, Refuse } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande, hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatEuros } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { TextePage } from "../../lectures/information/read-information.ts";
import type { CasConditions, ReponseConditions } from "../../lectures/information/verifier-plafonds.ts";
import { renderVitrine, TexteDePage, type Vitrine } from "./vitrine.tsx";

type Props = {
  readonly vitrine: Vitrine;
  readonly texte: TextePage;
  readonly etat: EtatFormulaire;
  /** Options asked only where the ceilings differ by commune. */
  readonly communes: readonly OptionListe[];
  readonly annee: number;
  /** null until the questions are answered. */
  readonly reponse: ReponseConditions | null;
};

/** The answers of the checker stay in the URL; nothing is kept. */
export function renderConditionsPage(props: Props): string {
  const { vitrine, texte, etat, reponse } = props;
  const refuse = etat.refus.message !== null || etat.refus.erreurs.length > 0;
  return renderVitrine({
    vitrine,
    refuse,
    titre: texte.ordinaire?.titre ?? "Qui peut demander ?",
    children: (
      <>
        <TexteDePage texte={texte} />
        {reponse ? <Reponse reponse={reponse} epci={vitrine.epci} /> : null}
        <h2>Vérifier mes revenus</h2>
        <p>Nous ne gardons pas vos réponses.</p>
        <Refuse refus={etat.refus} titre="Il manque une réponse" />
        <Questions {...props} />
      </>
    ),
  });
}

function Questions({ vitrine, etat, communes, annee }: Props) {
  return (
    <form class="saisie" method="get" action={hrefPublic(vitrine.epci, "conditions")}>
      {communes.length > 0 ? (
        <Liste etat={etat} nom="commune" libelle="Où voulez-vous habiter ?" options={communes} vide="Choisir" />
      ) : null}
      <Champ
        etat={etat}
        nom="adultes"
        libelle="Combien d’adultes, avec vous ?"
        aide="Exemple : 1 si vous êtes seul."
        nombre
        requis
      />
      <Champ
        etat={etat}
        nom="charge"
        libelle="Combien d’enfants ou de personnes à charge ?"
        aide="Écrivez 0 s’il n’y en a pas. Ne comptez pas un enfant en garde partagée."
        nombre
        requis
      />
      <Choix
        etat={etat}
        nom="couple"
        libelle="Les deux adultes sont-ils en couple ?"
        aide="Répondez si vous êtes deux adultes."
        options={OUI_NON}
      />
      <Champ etat={etat} nom="age1" libelle="Votre âge" aide="Utile pour un couple sans enfant." nombre />
      <Champ etat={etat} nom="age2" libelle="L’âge de l’autre personne" nombre />
      <Choix
        etat={etat}
        nom="handicap"
        libelle="L’un de vous a-t-il une carte d’invalidité ?"
        aide="C’est la carte mobilité inclusion, mention « invalidité »."
        options={OUI_NON}
        requis
      />
      <Champ
        etat={etat}
        nom="rfr"
        libelle={`Revenu fiscal de référence de ${annee - 2}`}
        aide={`Il est sur votre avis d’impôt reçu en ${annee - 1}. Additionnez si vous en avez deux. Vous ne savez pas ? Laissez vide.`}
        unite="€"
        nombre
      />
      <Champ
        etat={etat}
        nom="recent"
        libelle={`Revenu fiscal de référence de ${annee - 1}`}
        aide="Utile si vos revenus ont baissé."
        unite="€"
        nombre
      />
      <p class="ligne">
        <button class="bouton" type="submit">
          Voir la réponse
        </button>
      </p>
    </form>
  );
}

const OUI_NON: readonly OptionListe[] = [
  { code: "oui", libelle: "Oui" },
  { code: "non", libelle: "Non" },
  { code: "ne-sais-pas", libelle: "Je ne sais pas" },
];

const REPONSES: Readonly<Record<PositionPlafond, readonly [titre: string, phrase: string]>> = {
  plai: ["Vous pouvez demander", "Tous les logements sociaux vous sont ouverts."],
  plus: ["Vous pouvez demander", "La plupart des logements sociaux vous sont ouverts : les PLUS et les PLS."],
  pls: ["Vous pouvez demander", "Certains logements sociaux vous sont ouverts : les PLS."],
  "au-dela": ["Vos revenus dépassent les plafonds", "Un guichet peut vous dire quels autres logements chercher."],
  inconnue: ["Il manque une réponse", "Voici les plafonds. Comparez-les à votre revenu fiscal de référence."],
};

/** Overseas, the LLS replaces the PLUS. */
function reponseOf({ position, zone }: ReponseConditions): readonly [titre: string, phrase: string] {
  if (position !== "plus" || zone !== "outre-mer") return REPONSES[position];
  return ["Vous pouvez demander", "La plupart des logements sociaux vous sont ouverts : les LLS et les PLS."];
}

function Reponse({ reponse, epci }: { reponse: ReponseConditions; epci: string }) {
  const [titre, phrase] = reponseOf(reponse);
  const possible = ["plai", "plus", "pls"].includes(reponse.position);
  const connus = reponse.cas.filter(({ plafonds }) => plafonds !== null);
  return (
    <section aria-labelledby="reponse">
      <h2 id="reponse">Votre réponse</h2>
      <Message ton={possible ? "ok" : "neutre"} titre={titre} role="status">
        <p>{connus.length === 0 ? sayAbsence(reponse) : phrase}</p>
        {reponse.retenues.motif === "baisse" ? (
          <p>Vos revenus ont baissé d’au moins 10 %. Nous avons pris les plus récents.</p>
        ) : null}
        {reponse.cas.length > 1 ? <p>Votre réponse dépend de ce que vous ne savez pas : voyez les deux cas.</p> : null}
      </Message>
      {connus.map((cas) => (
        <Plafonds cas={cas} reponse={reponse} />
      ))}
      {connus.length > 0 ? <Intermediaire reponse={reponse} /> : null}
      {connus.some(({ plafonds }) => plafonds?.plai.confiance === "B" || plafonds?.pls.confiance === "B") ? (
        <p>Ces montants sont une aide. Seul le guichet, avec vos papiers, peut confirmer.</p>
      ) : null}
      {possible ? (
        <p>
          <a class="bouton" href={hrefDemande(epci, "nouvelle")}>
            Faire une demande
          </a>
        </p>
      ) : (
        <p>
          <a href={hrefPublic(epci, "guichets")}>Voir les guichets</a>
        </p>
      )}
    </section>
  );
}

/** The zones of the rental market differ from those of the other ceilings: all are shown, and the commune's is marked when its class is known. */
function Intermediaire({ reponse: { annee, intermediaire, zoneLocative } }: { reponse: ReponseConditions }) {
  const connus = intermediaire.filter(({ montant }) => montant !== null);
  return (
    <details>
      <summary>Et le logement intermédiaire (PLI) ?</summary>
      {zoneLocative && zoneLocative.zone !== "outre-mer" ? (
        <p>
          Votre commune : {LIBELLE_ZONE_LOCATIVE[zoneLocative.zone]} du marché locatif
          {zoneLocative.confiance === "B" ? " (à confirmer)" : ""}.
        </p>
      ) : null}
      {connus.length === 0 ? (
        <p>
          Les plafonds PLI de {annee} ne sont pas encore saisis ici, ou ne se lisent pas pour votre ménage. Un guichet
          peut vous les dire.
        </p>
      ) : (
        <ul class="texte">
          {connus.map(({ zone, montant, confiance }) => (
            <li>
              {LIBELLE_ZONE_LOCATIVE[zone]} : {formatEuros(montant ?? 0)}
              {confiance === "B" ? " (à confirmer)" : ""}
              {zone === zoneLocative?.zone ? <strong> — votre commune</strong> : null}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** The amounts of another year are never shown instead. */
function sayAbsence({ annee, zone, cas }: ReponseConditions): string {
  if (cas.length === 0) return "Écrivez au moins un adulte : vous.";
  if (zone === null) return "Choisissez une commune : les plafonds n’y sont pas les mêmes.";
  return `Les plafonds de ${annee} ne sont pas encore saisis ici. Un guichet peut vous les dire.`;
}

const NATURES: readonly (readonly [NaturePlafond, string])[] = [
  ["plai", "PLAI, les loyers les plus bas"],
  ["plus", "PLUS, les plus courants"],
  ["pls", "PLS, les loyers plus élevés"],
];

/** Overseas, the same ranks have other names. */
const NATURES_OUTRE_MER: typeof NATURES = [
  ["plai", "LLTS, les loyers les plus bas"],
  ["plus", "LLS, les plus courants"],
  ["pls", "PLS, les loyers plus élevés"],
];

function Plafonds({ cas: { categorie, plafonds }, reponse }: { cas: CasConditions; reponse: ReponseConditions }) {
  if (plafonds === null) return null;
  const { annee, zone, retenues } = reponse;
  const natures = zone === "outre-mer" ? NATURES_OUTRE_MER : NATURES;
  const { supplementaires, numero } = categorie;
  const enPlus = supplementaires > 0 ? `, et ${formatCompte(supplementaires, "personne")} en plus` : "";
  const titre = `Plafonds ${annee} : ${LIBELLE_CATEGORIE[numero]}${enPlus}`;
  const table = defineTable<(typeof natures)[number], Child>({
    code: "plafonds",
    titre,
    colonnes: [
      {
        code: "logement",
        titre: "Logement",
        valeur: ([, libelle]) => libelle,
        rendu: ([nature, libelle]) => (
          <>
            {libelle}{" "}
            {retenues.montant !== null && retenues.montant <= plafonds[nature].montant ? (
              <Tag ton="ok">ouvert</Tag>
            ) : null}
          </>
        ),
      },
      {
        code: "plafond",
        titre: "Plafond par an",
        genre: "euros",
        valeur: ([nature]) => plafonds[nature].montant,
        rendu: ([nature]) => (
          <>
            {formatEuros(plafonds[nature].montant)}
            {plafonds[nature].confiance === "B" ? <small> à confirmer</small> : null}
          </>
        ),
      },
    ],
  });
  return (
    <>
      <Table table={table} lignes={natures} nom={`Plafonds de la catégorie ${numero}`} />
      <details>
        <summary>D’où viennent ces montants</summary>
        {zone ? <p>Zone : {LIBELLE_ZONE_PLAFOND[zone]}.</p> : null}
        <ul class="texte">
          {natures.map(([nature, libelle]) => (
            <li>
              {libelle.split(",")[0]} : {plafonds[nature].source}.
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
