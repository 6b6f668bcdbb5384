import type { Child } from "hono/jsx";
import { LIBELLE_MOTIF_RADIATION } from "#dossier/regles/etat.ts";
import {
  direRefus,
  ETATS_OUVERTS,
  type EtatOuvert,
  LIBELLE_ETAT_TRANSMISSION,
  LIBELLE_NATURE_TRANSMISSION,
  LIBELLE_REFUS_SNE,
  REFUS_SNE,
} from "#dossier/regles/transmission.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { sayEtape } from "../../images/a-saisir-table.ts";
import type { LigneTransmission, TransmissionsLues } from "../../lectures/sne-echange/read-transmissions.ts";
import { CHEMIN_SNE } from "./chemin.ts";

type TransmissionsProps = {
  readonly epci: string;
  readonly lues: TransmissionsLues;
  /** The direct link is open. */
  readonly ouvert: boolean;
  readonly etat: EtatFormulaire;
};

/** What the desk's files owe to the national system, by what is to be done about it. */
export function Transmissions(props: TransmissionsProps) {
  const { epci, lues } = props;
  const { total, tard } = lues;
  return (
    <section aria-labelledby="transmissions">
      <h2 id="transmissions">À transmettre au système national</h2>
      {total === 0 ? (
        <p>Rien : le système national connaît tout ce que vos dossiers lui doivent.</p>
      ) : (
        <>
          <p>
            {formatCompte(total, "écriture ouverte", "écritures ouvertes")}
            {tard === 0 ? "" : `, dont ${formatCompte(tard, "au-delà de sa date", "au-delà de leur date")}`}. Une ligne
            reste ici tant que le SNE ne l’a pas acceptée ; jusque-là, la page du demandeur le dit.
          </p>
          {lues.etat === null ? null : (
            <p>
              {lues.lignes.length === 0 ? `${LIBELLE_ETAT_TRANSMISSION[lues.etat]} : aucune. ` : ""}
              <a href={lienEtat(epci, null)}>Revenir à tous les états</a>
            </p>
          )}
          <form class="saisie large" method="post" action={hrefTerritoire(epci, `${CHEMIN_SNE}/suivre`)}>
            {ETATS_OUVERTS.map((etat) => (
              <Etat {...props} des={etat} />
            ))}
            <Suites {...props} />
          </form>
          <Telecharger epci={epci} />
        </>
      )}
    </section>
  );
}

function Etat({ des, epci, lues }: TransmissionsProps & { readonly des: EtatOuvert }) {
  const lignes = lues.lignes.filter(({ etat }) => etat === des);
  if (lignes.length === 0) return null;
  const nombre = lues.comptes.filter(({ etat }) => etat === des).reduce((somme, compte) => somme + compte.nombre, 0);
  const titre = `${LIBELLE_ETAT_TRANSMISSION[des]} (${formatNombre(nombre)})`;
  const colonnes = [dossier(epci), quoi(epci), DEPUIS, des === "refusee" ? RAISON : AVANT, choisir(des)];
  return (
    <>
      <Table table={defineTable({ code: `transmissions-${des}`, titre, colonnes })} lignes={lignes} coupe="jamais" />
      {nombre > lignes.length ? (
        <Reste epci={epci} des={des} montrees={lignes.length} asked={lues.etat === des} />
      ) : null}
    </>
  );
}

type ResteProps = {
  readonly epci: string;
  readonly des: EtatOuvert;
  readonly montrees: number;
  /** This state alone is shown, already. */
  readonly asked: boolean;
};

function Reste({ epci, des, montrees, asked }: ResteProps) {
  return (
    <p>
      Les {montrees} plus pressées sont montrées ;{" "}
      {asked ? (
        "le fichier les donne toutes."
      ) : (
        <a href={lienEtat(epci, des)}>voir les suivantes : {LIBELLE_ETAT_TRANSMISSION[des].toLowerCase()}</a>
      )}
    </p>
  );
}

function lienEtat(epci: string, etat: EtatOuvert | null): string {
  return `${hrefTerritoire(epci, CHEMIN_SNE)}${etat === null ? "" : `?etat=${etat}`}#transmissions`;
}

type ColonneTransmission = Colonne<LigneTransmission, Child>;

function dossier(epci: string): ColonneTransmission {
  return {
    code: "dossier",
    titre: "Dossier",
    valeur: ({ reference }) => reference,
    rendu: ({ demandeur, reference }) => (
      <a href={hrefTerritoire(epci, `demandes/${demandeur}`)}>{reference ?? "Dossier sans référence"}</a>
    ),
  };
}

function quoi(epci: string): ColonneTransmission {
  return {
    code: "quoi",
    titre: "Ce qui est à écrire",
    valeur: ({ nature }) => LIBELLE_NATURE_TRANSMISSION[nature],
    rendu: (ligne) => (
      <>
        <strong>{LIBELLE_NATURE_TRANSMISSION[ligne.nature]}</strong>
        <Detail epci={epci} ligne={ligne} />
      </>
    ),
  };
}

function Detail({ epci, ligne }: { epci: string; ligne: LigneTransmission }) {
  const { nature, radieMotif, demandeur, etatDemande, apres, vue } = ligne;
  return (
    <>
      <span class="discret"> {sayDetail(ligne)}</span>
      {nature === "radiation" && radieMotif === "attribution" ? (
        <p class="discret">À écrire par le guichet du bailleur qui a signé, avec le logement et son contingent.</p>
      ) : null}
      {etatDemande === "a-completer" ? <span class="discret"> · attend un complément du demandeur</span> : null}
      {apres ? <span class="discret"> · après la ligne plus ancienne de ce dossier</span> : null}
      {vue ? <Tag ton="ok">Vue dans le fichier national</Tag> : null}
      {nature === "enregistrement" && etatDemande !== "a-completer" ? (
        <>
          {" "}
          <a href={hrefTerritoire(epci, `demandes/${demandeur}/enregistrer`)}>Écrire le numéro</a>
        </>
      ) : null}
    </>
  );
}

function sayDetail({ nature, renouveleeLe, radieLe, radieMotif, etapes }: LigneTransmission): string {
  switch (nature) {
    case "renouvellement":
      return renouveleeLe === null ? "" : `du ${formatJour(renouveleeLe)}`;
    case "radiation":
      return [
        radieLe === null ? "" : `du ${formatJour(radieLe)}`,
        radieMotif === null ? "" : ` : ${LIBELLE_MOTIF_RADIATION[radieMotif].toLowerCase()}`,
      ].join("");
    case "modification":
      return etapes.map(sayEtape).join(" ; ");
    default:
      return "";
  }
}

const DEPUIS: ColonneTransmission = {
  code: "depuis",
  titre: "Depuis le",
  genre: "jour",
  valeur: ({ depuis }) => depuis,
};
const AVANT: ColonneTransmission = {
  code: "avant",
  titre: "À faire avant le",
  definition:
    "Enregistrement : quinze jours après le dépôt, le demandeur peut saisir le préfet. Renouvellement : fin de validité que connaît le SNE.",
  valeur: ({ limite }) => (limite === null ? "aucune date" : formatJour(limite)),
  rendu: ({ limite, tard }) =>
    limite === null ? (
      "aucune date"
    ) : (
      <>
        {formatJour(limite)} {tard ? <Tag ton="alerte">En retard</Tag> : null}
      </>
    ),
};
const RAISON: ColonneTransmission = {
  code: "raison",
  titre: "Pourquoi, et que faire",
  valeur: (ligne) => direRefus(ligne).raison,
  rendu: (ligne) => {
    const { raison, suite } = direRefus(ligne);
    return (
      <>
        {raison}
        <p class="discret">{suite}</p>
      </>
    );
  },
};

function choisir(des: EtatOuvert): ColonneTransmission {
  return {
    code: "choisir",
    titre: "Choisir",
    valeur: () => null,
    rendu: ({ id, reference, nature }) => (
      <label class="case">
        <input
          type="checkbox"
          name="lignes"
          value={String(id)}
          aria-label={`${LIBELLE_ETAT_TRANSMISSION[des]} : ${LIBELLE_NATURE_TRANSMISSION[nature].toLowerCase()}, ${reference ?? "dossier sans référence"}`}
        />
        Choisir
      </label>
    ),
  };
}

/** Open states to which each answer applies; the act checks again. */
const SUITES: readonly (readonly [suite: string, libelle: string, des: readonly EtatOuvert[]])[] = [
  ["faite", "Elles sont dans le SNE", ETATS_OUVERTS],
  ["remettre", "Remettre à envoyer", ["envoyee", "refusee"]],
  ["fermer", "Fermer : plus rien à écrire", ["refusee"]],
];

function Suites({ epci, lues, ouvert, etat }: TransmissionsProps) {
  const has = (des: readonly EtatOuvert[]) => lues.lignes.some((ligne) => des.includes(ligne.etat));
  return (
    <>
      <p class="ligne">
        {ouvert && has(["a-envoyer"]) ? (
          <button class="bouton" type="submit" formaction={hrefTerritoire(epci, `${CHEMIN_SNE}/transmettre`)}>
            Transmettre les lignes choisies
          </button>
        ) : null}
        {SUITES.filter(([, , des]) => has(des)).map(([suite, libelle]) => (
          <button class="bouton second" type="submit" name="suite" value={suite}>
            {libelle}
          </button>
        ))}
      </p>
      {has(["a-envoyer", "envoyee"]) ? <Refusees etat={etat} /> : null}
    </>
  );
}

function Refusees({ etat }: { etat: EtatFormulaire }) {
  return (
    <details open={etat.refus.erreurs.length > 0}>
      <summary>Le SNE a refusé les lignes choisies</summary>
      <Liste
        etat={etat}
        nom="refus"
        libelle="Raison"
        options={optionsOf(REFUS_SNE, LIBELLE_REFUS_SNE)}
        vide="Choisir"
      />
      <Champ etat={etat} nom="reponse" libelle="Mots du SNE" aide="Sans nom, 300 caractères au plus." />
      <p>
        <button class="bouton second" type="submit" name="suite" value="refusee">
          Noter le refus
        </button>
      </p>
    </details>
  );
}

function Telecharger({ epci }: { epci: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN_SNE}/a-saisir`)}>
      <p>
        À la main : le fichier donne, ligne par ligne, ce qui est à écrire dans le SNE, avec les noms et les numéros. Le
        journal garde qui l’a pris.
      </p>
      <p class="ligne">
        <button class="bouton second" type="submit" name="type" value="xlsx">
          Télécharger (XLSX)
        </button>
        <button class="bouton second" type="submit" name="type" value="csv">
          Télécharger (CSV)
        </button>
      </p>
    </form>
  );
}
