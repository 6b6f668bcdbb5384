import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage, Signature } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { OBJECTIFS_CONVENUS, tableGroupe, totalGroupe } from "../images/convention-objectif-tables.ts";
import type { ConventionEtablie, ConventionObjectif } from "../lectures/convention-objectif.ts";
import { LIBELLE_ETAT_CONVENTION_OBJECTIF } from "../regles/convention-objectif.ts";

/** Convention d'objectifs as frozen, with the signatures known so far; same object as the page. */
export function composeConventionObjectif(contenu: ConventionObjectif, etablie: ConventionEtablie): DocumentMisEnPage {
  const { titre, nom, demonstration } = contenu;
  return {
    titre,
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `Convention n° ${etablie.numero}, établie le ${formatJour(etablie.etablieLe)}`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: coverOf(contenu, etablie),
    sections: [
      { titre: "Le programme", blocs: programmeOf(contenu) },
      { titre: "Les objectifs d’attribution", blocs: attributionOf(contenu) },
      { titre: "Le relogement", blocs: contenu.relogement.map(paragraphe) },
      { titre: "Les engagements des parties", blocs: engagementsOf(contenu) },
      { titre: "Signatures", blocs: [{ kind: "signatures", signatures: signaturesOf(contenu, etablie) }] },
    ],
    date: etablie.saisieLe,
  };
}

function coverOf(contenu: ConventionObjectif, etablie: ConventionEtablie): readonly Definition[] {
  const { bailleur, anneeDebut, anneeFin } = contenu;
  return [
    { terme: "Territoire", valeur: `${contenu.nom} (SIREN ${contenu.territoire})` },
    { terme: "Bailleur", valeur: bailleur.siren ? `${bailleur.nom} (SIREN ${bailleur.siren})` : bailleur.nom },
    { terme: "Période", valeur: `du 1er janvier ${anneeDebut} au 31 décembre ${anneeFin}` },
    { terme: "Numéro", valeur: String(etablie.numero) },
    { terme: "Établie le", valeur: formatJour(etablie.etablieLe) },
    { terme: "État", valeur: LIBELLE_ETAT_CONVENTION_OBJECTIF[etablie.etat] },
    { terme: "Empreinte", valeur: etablie.empreinte },
  ];
}

function programmeOf({ programme, groupes, sansDate }: ConventionObjectif): readonly Bloc[] {
  const blocs = [
    ...programme.map(paragraphe),
    ...groupes.map((groupe) => tableauOf(tableGroupe(groupe), groupe.operations, { total: totalGroupe(groupe) })),
  ];
  if (sansDate.length === 0) return blocs;
  return [
    ...blocs,
    note(
      `Au programme, mais aux dates inconnues en tout ou partie\u00A0: ${sansDate.join(", ")}. Rien ne dit si elles sont de la période.`,
    ),
  ];
}

function attributionOf({ attribution, objectifs }: ConventionObjectif): readonly Bloc[] {
  const blocs = attribution.map(paragraphe);
  return objectifs.length === 0 ? blocs : [...blocs, tableauOf(OBJECTIFS_CONVENUS, objectifs)];
}

function engagementsOf({ engagements }: ConventionObjectif): readonly Bloc[] {
  if (engagements.length === 0) return [note("Aucun autre engagement n’est écrit.")];
  return [{ kind: "commentaire", paragraphes: engagements }];
}

function signaturesOf({ nom, bailleur }: ConventionObjectif, { signatures }: ConventionEtablie): readonly Signature[] {
  const mention = (le: string | null) => (le === null ? null : `Signé le ${formatJour(le)}`);
  return [
    { organisme: nom, qualite: "Pour l’EPCI", mention: mention(signatures.epci) },
    { organisme: bailleur.nom, qualite: "Pour le bailleur", mention: mention(signatures.bailleur) },
  ];
}
