import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour, formatJourCourt, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { CompteurConvention } from "../../lectures/contingent/contingents.ts";
import type { ConventionEcrite } from "../../lectures/contingent/ecrits/ports.ts";
import type { BilanFluxTransmis } from "../../lectures/contingent/ports.ts";
import { POSTES_ASSIETTE } from "../../regles/contingent/assiette.ts";
import { formatConnu } from "../../regles/contingent/format-compte.ts";
import { TableConventions } from "./contingents-tables.tsx";
import { ChampsConvention, type SaisieConvention } from "./convention-flux-champs.tsx";
import { AConfirmer } from "./libelles.tsx";

export type ConventionFluxPageProps = {
  readonly cadre: Cadre;
  readonly convention: ConventionEcrite;
  readonly annee: number;
  /** null: the convention does not cover that year. */
  readonly compteur: CompteurConvention | null;
  readonly transmis: readonly BilanFluxTransmis[];
  readonly saisie: SaisieConvention;
  /** The actor's bailleur may transmit that year's bilan. */
  readonly transmettre: boolean;
  readonly erreur: string | null;
  readonly annonce: string | null;
};

export function renderConventionFluxPage(props: ConventionFluxPageProps): string {
  const { cadre, convention, annee, erreur, annonce } = props;
  const epci = cadre.territoire?.epci ?? "";
  const titre = `${convention.nomReservataire}, ${convention.nomBailleur}`;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : convention de flux" : `Convention de flux, ${titre}`,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "contingents", { annee })}>Contingents</a> › convention de flux
        </p>
        <h1>Convention de flux : {titre}</h1>
        <p class="chapo">
          {formatTauxCourt(convention.part)} du flux annuel, de {convention.anneeDebut} à {convention.anneeFin}.{" "}
          {convention.signeeLe === null
            ? "Signature non enregistrée."
            : `Signée le ${formatJour(convention.signeeLe)}.`}
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Rien n’est enregistré" />
        <Compteur {...props} />
        <Assiette {...props} />
        <Transmissions {...props} />
        {cadre.droits.ecrireContingent ? <Modifier {...props} /> : null}
      </>
    ),
  });
}

function Compteur({ cadre, annee, compteur }: ConventionFluxPageProps) {
  if (compteur === null) return <p>Cette convention ne couvre pas l’année {annee}.</p>;
  return <TableConventions epci={cadre.territoire?.epci ?? ""} annee={annee} conventions={[compteur]} />;
}

function Assiette({ cadre, annee, compteur, convention }: ConventionFluxPageProps) {
  const { ecrireContingent } = cadre.droits;
  if (compteur === null) return null;
  const { assiette, lignes } = compteur;
  return (
    <>
      <h2 id="assiette">Assiette du flux, {annee}</h2>
      <p>
        Logements attendus : {formatConnu(assiette.attendus)}. Sortis de l’assiette :{" "}
        {formatNombre(assiette.soustraits)}. Assiette : <strong>{formatConnu(assiette.base)}</strong>. <AConfirmer />
      </p>
      {lignes.length === 0 ? (
        <p>Aucune ligne n’est saisie : l’objectif est inconnu.</p>
      ) : (
        <Table table={tableAssiette(cadre, annee)} lignes={lignes} />
      )}
      {ecrireContingent ? <AjouterLigne cadre={cadre} annee={annee} convention={convention} /> : null}
    </>
  );
}

type LigneAssiette = CompteurConvention["lignes"][number];

function tableAssiette(cadre: Cadre, annee: number) {
  const acte: Colonne<LigneAssiette, Child> = {
    code: "acte",
    titre: "Acte",
    valeur: ({ id }) => id,
    rendu: ({ id, libelle }) => (
      <form method="post" action={hrefTerritoire(cadre.territoire?.epci ?? "", `contingents/lignes/${id}/retirer`)}>
        <button class="lien" type="submit">
          Retirer<span class="lu"> la ligne {libelle}</span>
        </button>
      </form>
    ),
  };
  return defineTable<LigneAssiette, Child>({
    code: "assiette",
    titre: `Lignes de l’assiette, ${annee}`,
    colonnes: [
      { code: "ligne", titre: "Ligne", valeur: ({ libelle }) => libelle },
      { code: "sens", titre: "Sens", valeur: ({ sens }) => (sens === 1 ? "ajoutés" : "soustraits") },
      { code: "logements", titre: "Logements", genre: "nombre", valeur: ({ nombre }) => nombre },
      {
        code: "source",
        titre: "Source",
        valeur: ({ source }) => source,
        rendu: ({ source, aConfirmer }) => (
          <>
            {source} {aConfirmer ? <AConfirmer /> : null}
          </>
        ),
      },
      ...(cadre.droits.ecrireContingent ? [acte] : []),
    ],
  });
}

type AjouterProps = { readonly cadre: Cadre; readonly annee: number; readonly convention: ConventionEcrite };

function AjouterLigne({ cadre, annee, convention }: AjouterProps) {
  const chemin = `contingents/conventions/${convention.id}/lignes`;
  return (
    <form class="ligne" method="post" action={hrefTerritoire(cadre.territoire?.epci ?? "", chemin)}>
      <div>
        <label for="code">Ligne à ajouter</label>
        <select id="code" name="code">
          {POSTES_ASSIETTE.map(({ code, libelle, sens }) => (
            <option value={code}>
              {sens === 1 ? "Plus" : "Moins"} : {libelle}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="annee_ligne">Année</label>
        <input
          id="annee_ligne"
          name="annee"
          type="number"
          min={convention.anneeDebut}
          max={convention.anneeFin}
          value={String(annee)}
          required
        />
      </div>
      <div>
        <label for="nombre">Logements</label>
        <input id="nombre" name="nombre" type="number" min={1} step={1} required />
      </div>
      <button class="bouton second" type="submit">
        Ajouter la ligne
      </button>
    </form>
  );
}

function Transmissions({ cadre, annee, convention, transmis, transmettre }: ConventionFluxPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <>
      <h2 id="transmissions">Bilans transmis</h2>
      {transmis.length === 0 ? (
        <p>Aucun bilan de cette convention n’a encore été transmis.</p>
      ) : (
        <ul>
          {transmis.map((bilan) => (
            <li>
              <a href={hrefTerritoire(epci, `contingents/bilans/${bilan.id}`)}>
                {bilan.annee}, transmission {bilan.numero}
              </a>
              , le {formatJourCourt(bilan.transmisLe)}
            </li>
          ))}
        </ul>
      )}
      {transmettre ? (
        <form method="post" action={hrefTerritoire(epci, `contingents/conventions/${convention.id}/transmettre`)}>
          <input type="hidden" name="annee" value={String(annee)} />
          <p class="aide">
            Le bilan {annee} est figé tel que les fichiers publiés le donnent aujourd’hui, et ouvert à{" "}
            {convention.nomReservataire}. Il ne se modifie plus ; une nouvelle transmission s’ajoute.
          </p>
          <button class="bouton" type="submit">
            Transmettre le bilan {annee}
          </button>
        </form>
      ) : null}
    </>
  );
}

function Modifier({ cadre, convention, saisie }: ConventionFluxPageProps) {
  return (
    <>
      <h2 id="modifier">Modifier la convention</h2>
      <form
        method="post"
        action={hrefTerritoire(cadre.territoire?.epci ?? "", `contingents/conventions/${convention.id}`)}
      >
        <input type="hidden" name="revision" value={saisie.revision} />
        <ChampsConvention saisie={saisie} />
        <button class="bouton" type="submit">
          Enregistrer
        </button>
      </form>
    </>
  );
}
