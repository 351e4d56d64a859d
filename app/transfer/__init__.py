"""Industrial transfer in an edition: policy, observed and modelled, each apart from the others."""
