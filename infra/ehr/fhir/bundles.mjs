// Search results and histories as FHIR bundles, with links that can be followed.

/** @param form the parameters of a search by POST, which has no address to repeat. */
export function searchBundle(fhirBase, path, form, { total, count, offset, entry }) {
  const [type] = path.split(/[/?]/);
  const query = new URLSearchParams(path.split('?')[1]);
  for (const [name, values] of Object.entries(form ?? {})) for (const value of values) query.append(name, value);
  const link = (relation, at) => {
    const page = new URLSearchParams(query);
    if (at > 0 || page.has('_offset')) page.set('_offset', at);
    return { relation, url: `${fhirBase}/${type}${page.size > 0 ? `?${page}` : ''}` };
  };
  const more = count > 0 && offset + count < total;
  return {
    resourceType: 'Bundle', type: 'searchset', total,
    link: [link('self', offset), ...(more ? [link('next', offset + count)] : [])],
    ...(entry.length > 0 && {
      entry: entry.map(({ resource }) => ({ fullUrl: `${fhirBase}/${type}/${resource.id}`, resource, search: { mode: 'match' } })),
    }),
  };
}

/** @param versions newest first */
export function historyBundle(fhirBase, versions) {
  return {
    resourceType: 'Bundle', type: 'history', total: versions.length,
    entry: versions.map((version, i) => {
      const { resourceType, id, meta, deleted } = version;
      const isFirst = i === versions.length - 1 || versions[i + 1].deleted;
      return {
        fullUrl: `${fhirBase}/${resourceType}/${id}`,
        ...(!deleted && { resource: version }),
        request: { method: deleted ? 'DELETE' : 'PUT', url: `${resourceType}/${id}` },
        response: { status: deleted ? '204' : isFirst ? '201' : '200', etag: `W/"${meta.versionId}"`, lastModified: meta.lastUpdated },
      };
    }),
  };
}
