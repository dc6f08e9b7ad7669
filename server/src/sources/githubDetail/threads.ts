/** Merged changes read, issues and changes of the sample each, and answers to each of those. */
const MERGED = 100;
const SAMPLE = 15;
const ANSWERS = 5;

/**
 * What the detail question asks of merged changes, and of the newest issues and changes: who opened, answered, closed and merged them, and when.
 * No titles and no texts.
 */
export const THREADS = `merged: pullRequests(first: ${MERGED}, states: MERGED, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage }
      nodes { updatedAt mergedAt author { ...Who } mergedBy { ...Who } }
    }
    issues(first: ${SAMPLE}, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage }
      nodes {
        createdAt closedAt author { ...Who } authorAssociation
        comments(first: ${ANSWERS}) { nodes { createdAt author { ...Who } authorAssociation } }
        timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
      }
    }
    changes: pullRequests(first: ${SAMPLE}, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage }
      nodes {
        createdAt closedAt mergedAt author { ...Who } authorAssociation mergedBy { ...Who }
        comments(first: ${ANSWERS}) { nodes { createdAt author { ...Who } authorAssociation } }
        reviews(first: ${ANSWERS}) { nodes { createdAt author { ...Who } authorAssociation } }
        timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
      }
    }`;
