/** Whether the request is a small form, read whole before any route. A media type is compared without case (RFC 9110, 8.3.1). */
export function isFormulaire({ path, type }: { readonly path: string; readonly type: string | undefined }): boolean {
  return (
    !DEPOTS.test(path) && /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type ?? "")
  );
}

/** Addresses whose forms carry files of any size: streamed (depot/upload.ts), never read whole. */
export const DEPOTS =
  /\/(?:donnees\/deposer|relogement\/importer|liberations\/(?:fichier|menages)|pieces\/deposer|versions\/\d+\/accord|etapes\/documents\/[a-z0-9-]+)$/;
