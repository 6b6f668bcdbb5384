import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { CompteCompatible, PaireCompatible } from "../../lectures/partenaire/lire-compatibles.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import { LIBELLE_FAIT_MANQUANT } from "../../regles/rapprochement/examen.ts";

/** « 2 compatibles, 1 à vérifier »; what is excluded is counted where there is nothing else. */
export function sayCompatibles(compte: CompteCompatible | undefined): string {
  if (compte === undefined) return "aucun à comparer";
  const { oui, inconnu, non } = compte;
  if (oui + inconnu === 0) return `aucun sur ${non}`;
  const surs = formatCompte(oui, "compatible");
  return inconnu === 0 ? surs : `${surs}, ${inconnu} à vérifier`;
}

type CompatiblesProps = {
  readonly epci: string;
  /** What each row names: the other side of the pair. */
  readonly autre: "logement" | "menage";
  readonly titre: string;
  readonly compte: CompteCompatible | undefined;
  readonly paires: readonly PaireCompatible[];
};

/** The pairs that nothing excludes, criterion by criterion, and how many are excluded. */
export function SectionCompatibles({ epci, autre, titre, compte, paires }: CompatiblesProps) {
  const { non = 0 } = compte ?? {};
  return (
    <section aria-labelledby="compatibles">
      <h2 id="compatibles">{titre}</h2>
      <p class="discret">
        Type demandé, plafond de ressources, commune ou secteur souhaité. {formatCompte(non, "écarté")} par l’un des
        trois.
      </p>
      {paires.length === 0 ? (
        <EtatVide titre="Rien de compatible">
          {non === 0 ? "Rien à comparer pour l’instant." : "Chaque fois, l’un des trois au moins ne convient pas."}
        </EtatVide>
      ) : (
        <Table table={tableOf(epci, autre)} lignes={paires} nom={titre} lu />
      )}
    </section>
  );
}

function tableOf(epci: string, autre: CompatiblesProps["autre"]) {
  const tete: Colonne<PaireCompatible, Child> =
    autre === "logement"
      ? { code: "logement", titre: "Logement", valeur: nameLogement }
      : {
          code: "demande",
          titre: "Demande",
          valeur: ({ menage }) => menage.reference ?? "inconnue",
          rendu: ({ menage }) => (
            <a href={hrefTerritoire(epci, `demandes/${menage.demandeur}`)}>{menage.reference ?? "demande"}</a>
          ),
        };
  const lieu: readonly Colonne<PaireCompatible, Child>[] =
    autre === "logement"
      ? [
          { code: "commune", titre: "Commune", valeur: ({ logement }) => logement.nomCommune },
          { code: "type", titre: "Type", valeur: ({ logement }) => logement.lieu.typologie },
        ]
      : [];
  return defineTable<PaireCompatible, Child>({
    code: "compatibles",
    titre: "Compatibles, ou à vérifier",
    colonnes: [
      tete,
      ...lieu,
      critere("typologie", "Type demandé"),
      critere("plafond", "Plafond"),
      critere("secteur", "Commune souhaitée"),
      {
        code: "accord",
        titre: "Accord",
        valeur: ({ compatibilite: { etat, manque } }) =>
          etat === "oui" ? "compatible" : `à vérifier : ${joinFrench(manque.map(sayManque))}`,
      },
    ],
  });
}

function nameLogement({ logement: { numero, adresse, bailleur } }: PaireCompatible): string {
  return `${referenceLiberation(numero)}, ${adresse} (${bailleur})`;
}

function critere(code: "typologie" | "plafond" | "secteur", titre: string): Colonne<PaireCompatible, Child> {
  return { code, titre, valeur: ({ compatibilite }) => (compatibilite[code] === "passe" ? "oui" : "inconnu") };
}

function sayManque(manque: PaireCompatible["compatibilite"]["manque"][number]): string {
  return manque === "dossier" ? "la demande, close ou fermée à votre habilitation" : LIBELLE_FAIT_MANQUANT[manque];
}
