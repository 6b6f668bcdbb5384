import type { Child } from "hono/jsx";
import { tablesActions } from "#engagements/images/actions-table.ts";
import type { VersionLue } from "#engagements/lectures/convention/convention.ts";
import type { ActionEcrite } from "#engagements/lectures/convention/ports.ts";
import type { ControleConvention } from "#engagements/regles/convention/controles.ts";
import {
  awaitsConfirmation,
  ETAPES,
  ETAPES_A_CONFIRMER,
  type Etape,
  LIBELLE_ETAPE,
  type NatureEtape,
} from "#engagements/regles/convention/etape.ts";
import {
  formatDateEtape,
  LIBELLE_ETAT,
  LIBELLE_GRAVITE,
  LIBELLE_REVISION,
  TITRE_DEROGATION,
} from "#engagements/regles/convention/libelles.ts";
import type { Revision } from "#engagements/regles/convention/revision.ts";
import type { EtatVersion } from "#engagements/regles/convention/version.ts";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { hrefVersion } from "./version-formulaires.tsx";

export function TagEtat({ etat }: { etat: EtatVersion }) {
  return <Tag ton={etat === "en-vigueur" ? "ok" : "neutre"}>{LIBELLE_ETAT[etat]}</Tag>;
}

/** Figures shown first: the day of effect, the count of signatures, the deadline of the revision. */
export function ChiffresVersion({ epci, lue }: { epci: string; lue: VersionLue }) {
  const { signatures, revision } = lue;
  return (
    <div class="chiffres">
      <div>
        <h2>{lue.depuis === null ? "État" : "En vigueur depuis"}</h2>
        <p>
          <strong>{lue.depuis === null ? "Projet" : formatJour(lue.depuis)}</strong>
          {lue.depuis === null && lue.libelleEtapeSuivante ? `prochaine étape : ${lue.libelleEtapeSuivante}` : null}
          {lue.depuis === null ? null : <TagEtat etat={lue.etat} />}
          {awaitsConfirmation(lue.etapes) ? <NonConfirme /> : null}
        </p>
      </div>
      <div>
        <h2>Signatures</h2>
        <p>
          <strong>
            {formatNombre(signatures.faites)} sur {formatNombre(signatures.attendues)}
          </strong>
          {lue.depuis === null ? (
            describeManquantes(signatures)
          ) : (
            <a href={hrefVersion(epci, lue.numero, "", "etapes")}>{describeManquantes(signatures)}</a>
          )}
        </p>
      </div>
      <div>
        <h2>Révision</h2>
        {revision ? (
          <p>
            <strong>avant le {formatJour(revision.echeance)}</strong>
            <TagRevision etat={revision.etat} /> tous les {formatCompte(lue.dureeAns, "an")}
          </p>
        ) : (
          <p>
            <strong>tous les {formatCompte(lue.dureeAns, "an")}</strong> à partir de l’entrée en vigueur
          </p>
        )}
      </div>
    </div>
  );
}

function describeManquantes({ attendues, faites }: VersionLue["signatures"]): string {
  if (attendues === 0) return "aucun signataire inscrit";
  if (attendues === faites) return "signatures complètes";
  return formatCompte(attendues - faites, "signature manque", "signatures manquent");
}

function TagRevision({ etat }: { etat: Revision["etat"] }) {
  return <Tag ton={etat === "a-jour" ? "ok" : "alerte"}>{LIBELLE_REVISION[etat]}</Tag>;
}

export const TON_CONTROLE = { bloquant: "erreur", alerte: "alerte", information: "neutre" } as const;

/** How many checks ask for an answer, and those that block; the rest of a signed text is read on its own view. */
export function ControlesEnBref({ epci, lue }: { epci: string; lue: VersionLue }) {
  const controles = controlesOf(lue);
  const of = (gravite: ControleConvention["gravite"]) => controles.filter((un) => un.gravite === gravite);
  const [verifier, savoir] = [of("alerte").length, of("information").length];
  if (controles.length === 0) return <p>Rien à corriger ni à vérifier dans cette version.</p>;
  return (
    <>
      <Liste controles={of("bloquant")} />
      <p>
        {formatCompte(verifier, "point à vérifier", "points à vérifier")},{" "}
        {formatCompte(savoir, "autre remarque", "autres remarques")} :{" "}
        <a href={hrefVersion(epci, lue.numero, "", "controles")}>lire chacun</a>.
      </p>
    </>
  );
}

function controlesOf(lue: VersionLue): readonly ControleConvention[] {
  return lue.controles.filter(({ phrase }) => phrase !== lue.derogation);
}

/** Checks of the version: those that call for an answer, then the others, folded. The notice of derogation is shown elsewhere. */
export function Controles({ lue }: { lue: VersionLue }) {
  const controles = controlesOf(lue);
  const asking = controles.filter(({ gravite }) => gravite !== "information");
  const informing = controles.filter(({ gravite }) => gravite === "information");
  return (
    <>
      {asking.length === 0 ? <p>Rien à corriger ni à vérifier dans cette version.</p> : <Liste controles={asking} />}
      {informing.length > 0 ? (
        <details>
          <summary>{formatCompte(informing.length, "autre remarque", "autres remarques")}, à savoir</summary>
          <Liste controles={informing} />
        </details>
      ) : null}
    </>
  );
}

function Liste({ controles }: { controles: readonly ControleConvention[] }) {
  if (controles.length === 0) return null;
  return (
    <ul class="controles">
      {controles.map(({ gravite, phrase }) => (
        <li>
          <Tag ton={TON_CONTROLE[gravite]}>{LIBELLE_GRAVITE[gravite]}</Tag> {phrase}
        </li>
      ))}
    </ul>
  );
}

/** The notice stays as long as the version writes less than the law. */
export function Derogation({ texte }: { texte: string | null }) {
  if (texte === null) return null;
  return (
    <Message ton="alerte" titre={TITRE_DEROGATION}>
      <p>{texte}</p>
    </Message>
  );
}

export function TableEtapes({ epci, lue }: { epci: string; lue: VersionLue }) {
  const written = lue.etapes.filter(({ nature }) => nature === "accord-confirme").slice(0, 1);
  const annuels = lue.etapes.filter(({ nature }) => nature === "bilan-annuel");
  const lignes: readonly LigneEtape[] = [
    ...ETAPES.map((nature) => ({ nature, etape: lue.etapes.find((one) => one.nature === nature) ?? null })),
    ...[...written, ...annuels].map((etape) => ({ nature: etape.nature, etape })),
  ];
  const table = defineTable<LigneEtape, Child>({
    code: "etapes",
    titre: "Étapes de la version, leurs dates et leurs actes",
    colonnes: [
      {
        code: "etape",
        titre: "Étape",
        valeur: ({ nature }) => LIBELLE_ETAPE[nature],
        rendu: ({ nature }) => (
          <>
            {LIBELLE_ETAPE[nature]} {ETAPES_A_CONFIRMER.includes(nature) ? <Tag ton="neutre">à confirmer</Tag> : null}
          </>
        ),
      },
      { code: "date", titre: "Date", valeur: ({ etape }) => formatDateEtape(etape) },
      {
        code: "acte",
        titre: "Acte",
        valeur: ({ etape }) => etape?.acte ?? null,
        rendu: ({ nature, etape }) => (
          <>
            {etape?.acte}
            {nature === "accord-prefet" ? <ActeJoint epci={epci} lue={lue} /> : null}
          </>
        ),
      },
    ],
  });
  return <Table table={table} lignes={lignes} nom="Étapes de la version" lu />;
}

/** Says who recorded the agreement, and from which file; an agreement that the State has not confirmed says so wherever it is read. */
function ActeJoint({ epci, lue }: { epci: string; lue: VersionLue }) {
  const fichier = lue.etapes.find(({ nature }) => nature === "accord-prefet")?.fichier;
  if (!fichier) return null;
  return (
    <>
      <br />
      <small>
        Enregistré par l’EPCI d’après l’acte signé : <a href={hrefVersion(epci, lue.numero, "/acte")}>{fichier.nom}</a>,
        empreinte {fichier.empreinte.slice(0, 12)}.{" "}
      </small>
      {awaitsConfirmation(lue.etapes) ? <NonConfirme /> : null}
    </>
  );
}

function NonConfirme() {
  return <Tag ton="alerte">Non confirmé par l’État</Tag>;
}

type LigneEtape = { readonly nature: NatureEtape; readonly etape: Etape | null };

export function TablesActions({ actions }: { actions: readonly ActionEcrite[] }) {
  return (
    <>
      {tablesActions(actions).map(({ table, actions: lignes }) => (
        <Table table={table} lignes={lignes} />
      ))}
    </>
  );
}
